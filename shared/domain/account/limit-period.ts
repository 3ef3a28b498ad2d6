/** Periods that spending limits count over, by the clock of the account's zone. */
import { dayMs } from '../time.ts';
import { instantOf, wallTimeAt } from '../wall-time.ts';

/** Begins with its start, and ends before its end. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** 1970-01-05, the first Monday that a clock of UTC could show. */
const firstMondayMs = 4 * dayMs;
/** Days that a clock skips, or shows again, are fewer than this. */
const stepsMax = 8;

/**
 * The zone's day, or week from Monday on, that an instant lies in. A day begins when the clock first shows its midnight, or what
 * follows it where that is skipped: so every instant is in one day, however the clock is changed.
 */
export function periodAt(period: 'day' | 'week', atMs: number, timeZone: string): Span {
  const lengthMs = period === 'day' ? dayMs : 7 * dayMs;
  const originMs = period === 'day' ? 0 : firstMondayMs;
  const startOf = (index: number): number => instantOf(originMs + index * lengthMs, timeZone);
  let index = Math.floor((wallTimeAt(atMs, timeZone) - originMs) / lengthMs);
  let [startMs, endMs] = [startOf(index), startOf(index + 1)];
  for (let step = 0; step < stepsMax && startMs > atMs; step += 1) {
    index -= 1;
    [startMs, endMs] = [startOf(index), startMs];
  }
  for (let step = 0; step < stepsMax && endMs <= atMs; step += 1) {
    index += 1;
    [startMs, endMs] = [endMs, startOf(index + 1)];
  }
  return { startMs, endMs };
}
