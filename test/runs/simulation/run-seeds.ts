/** Shares the seeds of a run out among worker processes. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Chunk, ChunkResult, Failure } from './simulator.ts';
import { note, type Sometimes } from './sometimes.ts';

export interface Run {
  readonly bundle: string;
  readonly from: number;
  readonly count: number;
  readonly workers: number;
  readonly isTwice?: boolean;
  readonly isTraced?: boolean;
  /** Seeds that a worker is given at once. */
  readonly chunkSize?: number;
  /** Ends the run at the first failure. */
  readonly isEndedByFailure?: boolean;
  /** Ends the run at this time of the wall clock, with what it has by then. */
  readonly untilMs?: number;
  readonly onProgress?: (histories: number, failures: number) => void;
}

export interface RunResult {
  readonly histories: number;
  readonly failures: readonly Failure[];
  readonly sometimes: Sometimes;
  readonly lines: readonly string[];
  readonly seconds: number;
}

/** A history takes a fraction of a second; one that takes this long for all of a chunk never ends. */
const chunkMaxMs = 180_000;

export async function runSeeds(run: Run): Promise<RunResult> {
  const { bundle, from, count, workers, isTwice = false, isTraced = false, chunkSize = 25 } = run;
  const startedMs = performance.now();
  const failures: Failure[] = [];
  const sometimes: Sometimes = new Map();
  let lines: readonly string[] = [];
  let next = from;
  let histories = 0;

  function chunk(): Chunk | undefined {
    const isOver = next >= from + count || (run.untilMs !== undefined && Date.now() >= run.untilMs);
    if (isOver || (run.isEndedByFailure === true && failures.length > 0)) return undefined;
    const size = Math.min(chunkSize, from + count - next);
    next += size;
    return { from: next - size, count: size, isTwice, isTraced };
  }

  /** One worker after another, as long as there is something to do: one that ends by itself has failed at its seeds. */
  async function work(): Promise<void> {
    let child = start(bundle);
    for (let given = chunk(); given !== undefined; given = chunk()) {
      const result = await resultOf(child, given);
      histories += given.count;
      if (result === undefined) {
        child.kill('SIGKILL');
        child = start(bundle);
        const what = `a worker did not come through seeds ${given.from} to ${given.from + given.count - 1}`;
        failures.push({ seed: given.from, invariant: 'I20', what, lines: [] });
        continue;
      }
      failures.push(...result.failures);
      for (const [occasion, times] of result.sometimes) note(sometimes, occasion, times);
      if (isTraced) lines = result.lines;
      run.onProgress?.(histories, failures.length);
    }
    child.kill();
  }

  await Promise.all(Array.from({ length: workers }, work));
  failures.sort((a, b) => a.seed - b.seed);
  return { histories, failures, sometimes, lines, seconds: (performance.now() - startedMs) / 1_000 };
}

function start(bundle: string): ChildProcess {
  return fork(bundle, { execArgv: ['--max-old-space-size=512'], stdio: ['ignore', 'inherit', 'ignore', 'ipc'] });
}

/** Undefined for a worker that ended, or never ends. */
function resultOf(child: ChildProcess, chunk: Chunk): Promise<ChunkResult | undefined> {
  return new Promise((resolve) => {
    const finish = (result?: ChunkResult): void => {
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      resolve(result);
    };
    const timer = setTimeout(finish, chunkMaxMs);
    child.once('message', (result) => finish(result as ChunkResult));
    child.once('exit', () => finish());
    child.send(chunk);
  });
}
