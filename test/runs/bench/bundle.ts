/** The bundle of the function that charges, as the stacks make it, and how long a process takes until it is there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../../infra/bundling.ts';

export interface BundleFigures {
  readonly bytes: number;
  /** Medians, from starting a process until it is ready. */
  readonly readyMs: number;
  readonly emptyMs: number;
  readonly starts: number;
}

const handlerFile = new URL('../../../functions/requests/charge.ts', import.meta.url).pathname;
const startTimeoutMs = 10_000;
/** The environment that Lambda and the stacks set. */
const lambdaEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_LAMBDA_FUNCTION_NAME: 'debit-credits',
  TABLE_NAME: 'credits',
};

export async function bundleDebit(file: string): Promise<number> {
  await build({ ...bundleOptions, entryPoints: [handlerFile], outfile: file, logLevel: 'error' });
  return (await stat(file)).size;
}

/** Fresh processes, with and without the bundle by turns, so that a slow moment hits both. */
export async function measureBundle(starts: number): Promise<BundleFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'credits-bundle-'));
  try {
    const bundle = join(folder, 'charge.mjs');
    const empty = join(folder, 'empty.mjs');
    const bytes = await bundleDebit(bundle);
    await writeFile(empty, '');
    const withBundle: number[] = [];
    const withNothing: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      withNothing.push(await readyAfterMs(folder, empty));
      withBundle.push(await readyAfterMs(folder, bundle));
    }
    return { bytes, readyMs: median(withBundle), emptyMs: median(withNothing), starts };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readyAfterMs(folder: string, module: string): Promise<number> {
  const driver = join(folder, 'driver.mjs');
  await writeFile(driver, 'await import(process.argv[2]); process.stdout.write("ready");');
  const startedMs = performance.now();
  const child = spawn(process.execPath, [driver, module], {
    env: lambdaEnvironment,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: startTimeoutMs,
  });
  const ended = once(child, 'exit');
  let readyMs: number | undefined;
  child.stdout.once('data', () => {
    readyMs = performance.now() - startedMs;
  });
  await ended;
  if (readyMs === undefined) throw new Error(`${module} did not start`);
  return readyMs;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
