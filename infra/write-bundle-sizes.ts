/**
 * `npm run bundles` bundles every function, writes their sizes to infra/bundle-sizes.json, and says how long the debit takes
 * to start against a process that does nothing. A test fails when a function has grown by a tenth since.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from './bundle-functions.ts';

const runs = 15;
const file = new URL('bundle-sizes.json', import.meta.url);

const outdir = mkdtempSync(join(tmpdir(), 'credits-bundles-'));
const { bytes } = bundleFunctions(outdir);
const sizes = Object.fromEntries(Object.entries(bytes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(sizes, null, 2)}\n`);

const empty = join(outdir, 'empty.mjs');
writeFileSync(empty, '');
const debit = join(outdir, 'api/debit-credits/index.mjs');
const times: Record<string, number[]> = { empty: [], debit: [] };
for (let run = 0; run < runs; run += 1) {
  times['empty']?.push(startMs(empty));
  times['debit']?.push(startMs(debit));
}
rmSync(outdir, { recursive: true });
const [emptyMs, debitMs] = [median(times['empty']), median(times['debit'])];
console.log(`debit-credits: ${bytes['api/debit-credits']} bytes`);
console.log(
  `Start-up, median of ${runs}: empty ${emptyMs.toFixed(0)} ms, debit ${debitMs.toFixed(0)} ms (× ${(debitMs / emptyMs).toFixed(1)})`,
);

/** A fresh process that loads the module and ends. */
function startMs(module: string): number {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [module], { env: {}, timeout: 30_000, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - before;
}

function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
