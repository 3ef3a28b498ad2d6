/**
 * Billing cycles. The n-th boundary is the anchor's wall-clock time in the account's zone plus n weeks, months or years,
 * computed from the original anchor every time (so 31 January gives 28 February and then 31 March, without drift), with
 * the day clamped to the month's end. A wall-clock time that a zone skips becomes the first valid instant after it, one
 * that a zone repeats its first occurrence. Cycles are `[start, end)`: the boundary instant belongs to the new cycle.
 */

import { dayMs } from './time.ts';
import { instantOf, monthsLater, wallTimeAt } from './wall-time.ts';

export const cadences = ['week', 'month', 'year'] as const;
export type Cadence = (typeof cadences)[number];

/** The schedule that fixes every boundary of an account. `baseIndex` is the index of the cycle that starts at the anchor: 0, unless the cadence changed later. */
export interface CycleSchedule {
  readonly anchorMs: number;
  readonly baseIndex: number;
  readonly cadence: Cadence;
  /** IANA zone. */
  readonly timeZone: string;
}

export interface Cycle {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** The instant at which cycle `index` starts. */
export function cycleStartMs(schedule: CycleSchedule, index: number): number {
  const count = index - schedule.baseIndex;
  if (count === 0) return schedule.anchorMs;
  const anchor = wallTimeAt(schedule.anchorMs, schedule.timeZone);
  return instantOf(later[schedule.cadence](anchor, count), schedule.timeZone);
}

export function cycleOf(schedule: CycleSchedule, index: number): Cycle {
  return { index, startMs: cycleStartMs(schedule, index), endMs: cycleStartMs(schedule, index + 1) };
}

/** The cycle that an instant lies in. Before the anchor the index is below `baseIndex`. */
export function cycleAt(schedule: CycleSchedule, atMs: number): Cycle {
  const estimate = Math.floor((atMs - schedule.anchorMs) / meanMs[schedule.cadence]);
  let index = schedule.baseIndex + estimate;
  // The mean length misses by a day or two at most, so each loop takes a step or two.
  while (cycleStartMs(schedule, index) > atMs) index -= 1;
  while (cycleStartMs(schedule, index + 1) <= atMs) index += 1;
  return cycleOf(schedule, index);
}

/** A cycle that begins, and the schedule by which those after it do. */
export interface BegunCycle {
  readonly schedule: CycleSchedule;
  readonly cycle: Cycle;
}

/**
 * The cycle that begins at an instant, so that the next boundary is one of an anchor's, and all after it are (R35). It is shorter than a
 * whole one then; what would be a day at most is joined to the cycle that follows.
 */
export function cycleFollowing(
  schedule: CycleSchedule,
  index: number,
  { atMs, anchorMs }: { readonly atMs: number; readonly anchorMs: number | undefined },
): BegunCycle {
  const usual = { schedule, cycle: cycleOf(schedule, index) };
  if (anchorMs === undefined) return usual;
  const anchored = { ...schedule, anchorMs, baseIndex: 0 };
  if (cycleAt(anchored, usual.cycle.endMs).startMs === usual.cycle.endMs) return usual;
  const around = cycleAt(anchored, atMs);
  const own = around.endMs - atMs <= dayMs ? around.index + 1 : around.index;
  // Ahead of this cycle, so that nobody reckons those before by it.
  const base = sameDayAfter(anchored, own);
  return {
    schedule: { ...schedule, anchorMs: cycleStartMs(anchored, base), baseIndex: index - own + base },
    cycle: { index, startMs: atMs, endMs: cycleStartMs(anchored, own + 1) },
  };
}

/** A later cycle that starts on the anchor's own day, which no month's end has moved. */
function sameDayAfter(schedule: CycleSchedule, index: number): number {
  const dayOf = (each: number) => new Date(wallTimeAt(cycleStartMs(schedule, each), schedule.timeZone)).getUTCDate();
  let base = index + 1;
  while (schedule.cadence !== 'week' && dayOf(base) !== dayOf(0)) base += 1;
  return base;
}

/**
 * The whole cycle that one is of: itself, unless it began late, more than a day after those by its schedule, to follow an anchor. What a
 * plan grants a cycle counts for the whole.
 */
export function wholeCycle(schedule: CycleSchedule, cycle: Cycle): Cycle {
  const startMs = cycleStartMs(schedule, cycle.index);
  return cycle.startMs - startMs > dayMs ? { ...cycle, startMs } : cycle;
}

/** True for a zone this runtime has rules for. Offsets such as `+05:45` aren't zones: they know no daylight rules. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    wallTimeAt(0, text);
    return true;
  } catch {
    return false;
  }
}

/** Tells whether two names are of one zone: `utc` and `UTC`, `Asia/Calcutta` and `Asia/Kolkata`. */
export function isSameZone(one: string, other: string): boolean {
  return one === other || primaryName(one) === primaryName(other);
}

function primaryName(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

const later = {
  week: (from, count) => from + count * 7 * dayMs,
  month: monthsLater,
  year: (from, count) => monthsLater(from, 12 * count),
} satisfies Record<Cadence, (from: number, count: number) => number>;

/** How long a cycle is on average. */
export const meanMs = { week: 7 * dayMs, month: 30.436875 * dayMs, year: 365.2425 * dayMs } satisfies Record<
  Cadence,
  number
>;
