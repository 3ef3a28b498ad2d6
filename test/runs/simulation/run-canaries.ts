/** `npm run simulate:canaries`: plants each defect in turn, and shows how many seeds it takes until the simulator catches it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleSimulator } from './bundle.ts';
import { canaries } from './canaries.ts';
import type { Canary } from './planted.ts';
import { sourceNow } from './record.ts';
import { runSeeds } from './run-seeds.ts';

/** A defect that hides for longer would be found by luck. */
const seedsMax = 10_000;

interface Caught {
  readonly canary: Canary;
  readonly seed: number | undefined;
  readonly invariant: string;
}

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    after: { type: 'string', default: '' },
    seeds: { type: 'string', default: String(seedsMax) },
    record: { type: 'boolean', default: false },
  },
});
const source = sourceNow();
const folder = await mkdtemp(join(tmpdir(), 'credits-canaries-'));
try {
  const first = canaries.findIndex(({ name }) => name === values.after) + 1;
  const chosen = canaries.slice(first).filter(({ name }) => name.includes(values.only));
  const caught: Caught[] = [];
  for (const canary of chosen) caught.push(await release(canary));
  const survivors = caught.filter(({ seed }) => seed === undefined);
  console.log(`${caught.length - survivors.length} of ${caught.length} canaries were caught.`);
  if (values.record) await record(caught);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}

async function release(canary: Canary): Promise<Caught> {
  const bundle = join(folder, `${canary.name}.mjs`);
  await bundleSimulator(bundle, canary.patches);
  const run = {
    bundle,
    from: 1,
    count: Number(values.seeds),
    workers: Number(values.workers),
    isEndedByFailure: true,
    chunkSize: 5,
  };
  const { failures } = await runSeeds(run);
  const [first] = failures;
  console.log(
    `${canary.name}: ${first === undefined ? 'SURVIVED' : `seed ${first.seed}, ${first.invariant}: ${first.what.slice(0, 120)}`}`,
  );
  return { canary, seed: first?.seed, invariant: first?.invariant ?? '' };
}

async function record(caught: readonly Caught[]): Promise<void> {
  const rows = caught.map(
    ({ canary, seed, invariant }) =>
      `| \`${canary.name}\` | ${canary.against} | ${canary.what} | ${seed ?? 'not caught'} | ${invariant} |`,
  );
  const text = [
    '# Canaries',
    '',
    'Defects planted in the product as the simulator is bundled (`canaries/`), one at a time, and the number of seeds until one',
    'was caught, from seed 1 on. Written by `npm run simulate:canaries -- --record`. A checker without canaries is untested.',
    '',
    `${caught.filter(({ seed }) => seed !== undefined).length} of ${caught.length} were caught, on ${source}.`,
    '',
    '| canary | against | what it does | seeds | caught by |',
    '|---|---|---|---:|---|',
    ...rows,
    '',
  ];
  await writeFile(fileURLToPath(new URL('CANARIES.md', import.meta.url)), text.join('\n'));
}
