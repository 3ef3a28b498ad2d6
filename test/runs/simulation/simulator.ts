/** A worker: runs the seeds it is given, one after the other, and says what came of them. */
import { runHistory } from './run-history.ts';
import type { Occasion, Sometimes } from './sometimes.ts';

export interface Chunk {
  readonly from: number;
  readonly count: number;
  /** Each seed twice: the same history must come of it. */
  readonly isTwice: boolean;
  readonly isTraced: boolean;
}

export interface ChunkResult {
  readonly from: number;
  readonly count: number;
  readonly failures: readonly Failure[];
  readonly sometimes: readonly (readonly [Occasion, number])[];
  /** The trace of a traced seed. */
  readonly lines: readonly string[];
  /** The hash of all of its histories together. */
  readonly hash: string;
}

export interface Failure {
  readonly seed: number;
  readonly invariant: string;
  readonly what: string;
  readonly lines: readonly string[];
}

process.on('message', (chunk: Chunk) => {
  runChunk(chunk).then(
    (result) => process.send?.(result),
    (cause: unknown) => {
      throw cause;
    },
  );
});

async function runChunk({ from, count, isTwice, isTraced }: Chunk): Promise<ChunkResult> {
  // Faults are thrown by the thousand; where from is of interest in a history that is looked at.
  Error.stackTraceLimit = isTraced ? 10 : 0;
  const sometimes: Sometimes = new Map();
  const failures: Failure[] = [];
  const hashes: string[] = [];
  let traced: readonly string[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const { hash, violation, lines } = await runHistory({ seed, sometimes, isTraced });
    hashes.push(hash);
    if (isTraced) traced = lines;
    if (violation !== undefined) failures.push({ seed, ...violation, lines });
    if (!isTwice) continue;
    const again = await runHistory({ seed, sometimes: new Map() });
    if (again.hash !== hash)
      failures.push({ seed, invariant: 'determinism', what: `${hash}, then ${again.hash}`, lines: [] });
  }
  return { from, count, failures, sometimes: [...sometimes], lines: traced, hash: hashes.join(' ') };
}
