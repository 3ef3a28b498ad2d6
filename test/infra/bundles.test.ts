import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundles, bundleFunctions } from '../../infra/bundle-functions.ts';
import recorded from '../../infra/bundle-sizes.json' with { type: 'json' };
import { debitBundleMaxBytes } from '../../infra/bundling.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { streams } from '../../shared/runtime/streams.ts';

const growthMax = 1.1;

const outdir = mkdtempSync(join(tmpdir(), 'credits-bundles-'));
let bundles: Bundles;

beforeAll(() => {
  bundles = bundleFunctions(outdir);
}, 120_000);
afterAll(() => rmSync(outdir, { recursive: true }));

test('there is a handler for every route, job and stream consumer, and no other', () => {
  const wanted = [
    ...routeList.map(({ id }) => `api/${id}`),
    ...Object.values(jobs).map(({ id }) => `jobs/${id}`),
    ...Object.values(streams).map(({ id }) => `streams/${id}`),
  ];

  expect(Object.keys(bundles.bytes).toSorted()).toEqual(wanted.toSorted());
});

test('no function has grown by a tenth since its size was recorded: `npm run bundles` records them', () => {
  const known: Readonly<Record<string, number>> = recorded;

  for (const [entry, bytes] of Object.entries(bundles.bytes))
    expect(bytes, entry).toBeLessThan((known[entry] ?? 0) * growthMax);
});

test('a debit’s bundle is small', () => {
  expect(bundles.bytes['api/debit-credits']).toBeLessThanOrEqual(debitBundleMaxBytes);
});

test('no bundle holds the test clock or the local service (S28)', () => {
  for (const entry of Object.keys(bundles.bytes)) {
    const text = readFileSync(join(outdir, entry, 'index.mjs'), 'utf8');
    expect(text.includes('/local/clock') || text.includes('dynoxide') || text.includes('dynalite'), entry).toBe(false);
  }
});
