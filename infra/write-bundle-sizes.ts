/**
 * `npm run bundles` bundles every function, writes their sizes to infra/bundle-sizes.json, and says how long the function that charges takes
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
const { bytes } = await bundleFunctions(outdir);
const sizes = Object.fromEntries(Object.entries(bytes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(sizes, null, 2)}\n`);

const empty = join(outdir, 'empty.mjs');
writeFileSync(empty, '');
const charge = join(outdir, 'requests/charge/index.mjs');
const times: Record<string, number[]> = { empty: [], charge: [] };
for (let run = 0; run < runs; run += 1) {
  times['empty']?.push(startMs(empty));
  times['charge']?.push(startMs(charge));
}
rmSync(outdir, { recursive: true });
const [emptyMs, chargeMs] = [median(times['empty']), median(times['charge'])];
console.log(`charge: ${bytes['requests/charge']} bytes`);
console.log(
  `Start-up, median of ${runs}: empty ${emptyMs.toFixed(0)} ms, charge ${chargeMs.toFixed(0)} ms (× ${(chargeMs / emptyMs).toFixed(1)})`,
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
