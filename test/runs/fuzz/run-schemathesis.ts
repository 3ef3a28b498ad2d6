import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

export interface FuzzRun {
  readonly url: string;
  /** A folder for the document, and for what the fuzzer leaves behind. */
  readonly folder: string;
  readonly seed: number;
  readonly maxExamples: number;
  /** Sent with every request: the caller. */
  readonly authorization: string;
  readonly secondsMax: number;
}

export interface FuzzResult {
  readonly isPassed: boolean;
  readonly testCases: number;
}

export const documentName = 'openapi.json';
export const phases = 'examples,coverage,fuzzing,stateful';

/** The fuzzer's command: the one that SCHEMATHESIS names, or `st` where programs are found. */
const command = process.env['SCHEMATHESIS'] ?? 'st';
const configFile = fileURLToPath(new URL('./schemathesis.toml', import.meta.url));
const hooksFile = fileURLToPath(new URL('./fresh-keys.py', import.meta.url));
const reportName = 'report.json';
const versionWanted = 4;

/** Undefined where there is none, or one of another generation. */
export function schemathesisVersion(): string | undefined {
  try {
    const text = execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const version = /version (\d+\.\S+)/.exec(text)?.[1];
    return version?.startsWith(`${versionWanted}.`) ? version : undefined;
  } catch {
    return undefined;
  }
}

export async function runSchemathesis(run: FuzzRun): Promise<FuzzResult> {
  const child = spawn(command, [...argumentsOf(run)], {
    cwd: run.folder,
    env: { ...process.env, SCHEMATHESIS_HOOKS: hooksFile },
    stdio: 'inherit',
    timeout: run.secondsMax * 1_000,
    killSignal: 'SIGKILL',
  });
  const endOnExit = (): void => {
    child.kill();
  };
  process.once('exit', endOnExit);
  const [code, signal] = await once(child, 'exit');
  process.removeListener('exit', endOnExit);
  if (signal !== null)
    console.error(`Ended after ${run.secondsMax} seconds: it was not done. --seconds gives it more.`);
  const path = join(run.folder, reportName);
  const report = existsSync(path) ? reportShape.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  return { isPassed: code === 0, testCases: report?.test_cases.generated ?? 0 };
}

const reportShape = z.object({ test_cases: z.object({ generated: z.int() }) });

function argumentsOf({ url, seed, maxExamples, authorization }: FuzzRun): readonly string[] {
  return [
    ...['--config-file', configFile],
    ...['run', documentName, '--url', url],
    ...['--phases', phases],
    ...['--checks', 'all'],
    ...['--max-examples', String(maxExamples), '--seed', String(seed)],
    ...['--header', `Authorization: ${authorization}`],
    // Nothing is kept between runs, so that a seed means the same everywhere.
    ...['--generation-database', 'none'],
    ...['--report-json-path', reportName],
  ];
}
