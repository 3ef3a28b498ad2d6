/**
 * Reads something again and again while anyone looks at it: one request at a time, at a steady pace while it answers, ever
 * more slowly (up to a bound) while it doesn't, never while the page is hidden. What was read last stays, with the failure
 * beside it; an answer that says the same again changes nothing, so that nothing is drawn again.
 */
import type { ReadAnswer, ReadFailure } from './read-answer.ts';

export interface Snapshot<Value> {
  readonly value: Value | undefined;
  /** Why the newest try gave nothing; undefined after one that did. */
  readonly failure: ReadFailure | undefined;
  /** When `value` was read last; kept up to date only while there is a failure, since nothing else shows it. */
  readonly readAtMs: number | undefined;
  readonly retryAtMs: number | undefined;
}

export interface PollSurroundings {
  readonly nowMs: () => number;
  readonly isHidden: () => boolean;
  readonly onVisible: (listener: () => void) => () => void;
  /** Returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface PollOptions<Value> {
  readonly read: () => Promise<ReadAnswer<Value>>;
  /** How long until the next read, by what was read. */
  readonly pauseMs: (value: Value) => number;
  readonly surroundings: PollSurroundings;
}

export interface Poll<Value> {
  /** Reads while there is a subscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Snapshot<Value>;
  /** Reads now, or once more when a read is under way. */
  readonly refresh: () => void;
}

const backoffMaxMs = 30_000;
const backoffFirstMs = 1_000;

export function createPoll<Value>({ read, pauseMs, surroundings }: PollOptions<Value>): Poll<Value> {
  const { nowMs, isHidden, onVisible, after } = surroundings;
  const listeners = new Set<() => void>();
  let now: Snapshot<Value> = { value: undefined, failure: undefined, readAtMs: undefined, retryAtMs: undefined };
  let said = '';
  let failures = 0;
  let lastReadMs: number | undefined;
  let isReading = false;
  let isWantedAgain = false;
  let cancel: () => void = () => {};
  let unwatch: () => void = () => {};

  const show = (next: Snapshot<Value>): void => {
    now = next;
    for (const listener of listeners) listener();
  };
  const take = (answer: ReadAnswer<Value>): number => {
    if (answer.kind === 'failed') {
      failures += 1;
      const waitMs = Math.min(backoffMaxMs, backoffFirstMs * 2 ** (failures - 1));
      show({ value: now.value, failure: answer.failure, readAtMs: lastReadMs, retryAtMs: nowMs() + waitMs });
      return waitMs;
    }
    failures = 0;
    lastReadMs = nowMs();
    const text = JSON.stringify(answer.value);
    if (text !== said || now.failure !== undefined || now.value === undefined)
      show({
        value: text === said && now.value !== undefined ? now.value : answer.value,
        failure: undefined,
        readAtMs: lastReadMs,
        retryAtMs: undefined,
      });
    said = text;
    return pauseMs(answer.value);
  };
  const run = async (): Promise<void> => {
    cancel();
    if (isReading) {
      isWantedAgain = true;
      return;
    }
    isReading = true;
    const waitMs = take(await read());
    isReading = false;
    if (listeners.size === 0) return;
    const isAgain = isWantedAgain;
    isWantedAgain = false;
    if (isAgain && failures === 0) void run();
    else if (!isHidden()) cancel = after(waitMs, () => void run());
  };
  return {
    snapshot: () => now,
    refresh: () => {
      if (listeners.size > 0) void run();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        unwatch = onVisible(() => void run());
        void run();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancel();
        unwatch();
      };
    },
  };
}
