/** The state of one thing that is read again and again: what was read last stays, with the failure beside it. */
import type { ReadAnswer, ReadFailure } from './read-answer.ts';

export interface ReadState<Value> {
  readonly value: Value | undefined;
  /** Why the newest try gave nothing; undefined after one that did. */
  readonly failure: ReadFailure | undefined;
  /** When `value` was read last; known only while there is a failure, since nothing else shows it. */
  readonly readAtMs: number | undefined;
  /** Tries since one gave something. */
  readonly failures: number;
}

const backoffMaxMs = 30_000;
const backoffFirstMs = 1_000;

/** The state after an answer. `lastMs` is when the state before was read. */
export function afterAnswer<Value>(
  before: ReadState<Value> | undefined,
  answer: ReadAnswer<Value>,
  lastMs: number | undefined,
): ReadState<Value> {
  if (answer.kind === 'read') return { value: answer.value, failure: undefined, readAtMs: undefined, failures: 0 };
  const readAtMs = before?.failures === 0 ? lastMs : before?.readAtMs;
  return { value: before?.value, failure: answer.failure, readAtMs, failures: (before?.failures ?? 0) + 1 };
}

/** Milliseconds until the next read: at a steady pace while it answers, ever more slowly while it doesn't. */
export function pauseAfter<Value>(
  state: ReadState<Value> | undefined,
  everyMs: number | ((value: Value) => number),
): number | false {
  if (state === undefined) return false;
  if (state.failures > 0) return Math.min(backoffMaxMs, backoffFirstMs * 2 ** (state.failures - 1));
  if (typeof everyMs === 'number') return everyMs;
  return state.value === undefined ? false : everyMs(state.value);
}
