/** A few hundred histories with every test run; `npm run simulate` runs as many as you like. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleSimulator } from './bundle.ts';
import { canaries } from './canaries.ts';
import { failedSeeds } from './failed-seeds.ts';
import { nextVersion } from './next-version.ts';
import { remembering } from './remembering.ts';
import { runSeeds } from './run-seeds.ts';

const timeoutMs = 300_000;
const root = new URL('../../..', import.meta.url);

describe('the simulator', () => {
  let folder: string;
  let bundle: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'credits-simulation-'));
    bundle = join(folder, 'simulator.mjs');
    await bundleSimulator(bundle);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it(
    'finds no history in which a credit is lost, spent twice or left to an operator',
    async () => {
      const { histories, failures } = await runSeeds({ bundle, from: 1, count: 150, workers: 2 });
      expect(failures).toEqual([]);
      expect(histories).toBe(150);
    },
    timeoutMs,
  );

  it(
    'runs the same history each time that it is given the same seed',
    async () => {
      const { failures } = await runSeeds({ bundle, from: 1_000, count: 20, workers: 2, isTwice: true });
      expect(failures).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'no longer fails where it ever failed',
    async () => {
      for (const { seed, defect } of failedSeeds) {
        const { failures } = await runSeeds({ bundle, from: seed, count: 1, workers: 1 });
        expect(failures, defect).toEqual([]);
      }
    },
    timeoutMs,
  );

  it(
    'catches a defect that is planted',
    async () => {
      const planted = join(folder, 'planted.mjs');
      const canary = canaries.find(({ name }) => name === 'forget-before-filing');
      await bundleSimulator(planted, canary?.patches);
      const { failures } = await runSeeds({ bundle: planted, from: 1, count: 200, workers: 2, isEndedByFailure: true });
      expect(failures.length).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  it('plants every defect, and reads every version, in source that is still there', async () => {
    const patches = [...canaries.flatMap((canary) => canary.patches), ...nextVersion, ...remembering];
    const found = patches.map(async ({ file, search }) => {
      const source = await readFile(new URL(file, root), 'utf8');
      return { file, search, times: source.split(search).length - 1 };
    });
    expect((await Promise.all(found)).filter(({ times }) => times !== 1)).toEqual([]);
    expect(new Set(canaries.map(({ name }) => name)).size).toBe(canaries.length);
  });
});
