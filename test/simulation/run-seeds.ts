/** Shares the seeds of a run out among worker processes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Chunk, ChunkResult, Failure } from './simulator.ts';
import { noted, type Sometimes } from './sometimes.ts';

export interface Run {
  readonly bundle: string;
  readonly from: number;
  readonly count: number;
  readonly workers: number;
  readonly isTwice?: boolean;
  readonly isTraced?: boolean;
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

const chunkSize = 25;

export async function runSeeds(run: Run): Promise<RunResult> {
  const { bundle, from, count, workers, isTwice = false, isTraced = false } = run;
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

  async function work(): Promise<void> {
    const child = fork(bundle, { execArgv: ['--max-old-space-size=512'] });
    const exit = once(child, 'exit').then(([code]) => {
      throw new Error(`a worker ended with ${String(code)}`);
    });
    exit.catch(() => {});
    for (let given = chunk(); given !== undefined; given = chunk()) {
      child.send(given);
      const [result] = (await Promise.race([once(child, 'message'), exit])) as [ChunkResult];
      histories += result.count;
      failures.push(...result.failures);
      for (const [occasion, times] of result.sometimes) noted(sometimes, occasion, times);
      if (isTraced) lines = result.lines;
      run.onProgress?.(histories, failures.length);
    }
    child.kill();
  }

  await Promise.all(Array.from({ length: workers }, work));
  failures.sort((a, b) => a.seed - b.seed);
  return { histories, failures, sometimes, lines, seconds: (performance.now() - startedMs) / 1_000 };
}
