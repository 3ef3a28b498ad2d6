/**
 * Runaway use: what one value of a dimension (a key, a user, a workflow) uses of an account, far beyond its own habit.
 *
 * - Habits are told by hours of use, from the roll-ups, of the four weeks before today. The usual hour is the one that credits were mostly used in:
 *   half of all were used in hours no larger. So an hour with a stray call makes it no smaller.
 * - Each hour has what is to be expected of it: by the hours at the same time of the week, one earlier and one later, of the four weeks before, of
 *   each the second largest. So one day out of the ordinary is no habit, a holiday breaks none, and a job may come an hour late.
 * - What is used runs into a bucket, which drains by what is expected and somewhat more. Use as usual leaves it empty; what goes beyond it, for minutes
 *   or for hours, fills it. It is runaway once the bucket holds some usual hours, or more, where more was used within an hour on two days before.
 * - Growth is no runaway: where the last week's usual hour is more, habits are larger by so much.
 * - A value that is new, or was hardly used, goes by the account's habit in place of its own; where the account has none, nothing is stopped.
 */
import { dayMs, hourMs } from '../time.ts';

/** Microcredits by the hour since 1970. */
export type HourlyUse = ReadonlyMap<number, number>;

export interface Habit {
  /** The hours that were used, and on how many days. */
  readonly hours: number;
  readonly days: number;
  readonly usualHour: number;
  /** The most in an hour that two days came to. */
  readonly burst: number;
  readonly use: HourlyUse;
}

/** A value's own habit, and that of the account. */
export interface Habits {
  readonly own: Habit;
  readonly account: Habit;
}

/** Bounds within an hour. */
export interface Allowance {
  readonly hour: number;
  /** Microcredits that drain in an hour. */
  readonly drain: number;
  /** Microcredits that the bucket may hold. */
  readonly room: number;
  readonly usualHour: number;
}

/** Use beyond habit, as of an instant. */
export interface Bucket {
  readonly held: number;
  readonly atMs: number;
}

/** Days before today that habits are told by. */
export const habitDays = 28;
/** Below these nothing is a habit. */
const [hoursMin, daysMin] = [12, 4];
/** Usual hours: what drains in an hour beyond what is expected of it, and what the bucket may hold. */
const [drainHours, roomHours] = [2, 2.2];
/** So much of a burst may come again. */
const burstShare = 1.1;
/** A new value may come to so many times what the account may. */
const newShare = 4;
const growthMax = 2;
/** Days of a habit that say what to expect of a time of the week; by fewer it goes by the time of the day. */
const weeklyDaysMin = 21;

/** The habit by the hours before `beforeHour`. */
export function habitOf(all: HourlyUse, beforeHour: number): Habit {
  const fromHour = beforeHour - habitDays * 24;
  const use = new Map([...all].filter(([hour, used]) => hour >= fromHour && hour < beforeHour && used > 0));
  const usual = usualOf([...use.values()]);
  const lately = usualOf([...use].filter(([hour]) => hour >= beforeHour - 7 * 24).map(([, used]) => used));
  const growth = usual === 0 ? 1 : Math.min(growthMax, Math.max(1, lately / usual));
  const days = [...Map.groupBy(use, ([hour]) => Math.floor((hour * hourMs) / dayMs)).values()];
  const burst = growth * secondOf(days.map((hours) => Math.max(...hours.map(([, used]) => used))));
  return { hours: use.size, days: days.length, usualHour: usual * growth, burst, use };
}

/** The bounds of an hour: of the value's habit, or the account's where it has none. Undefined where there is none at all. */
export function allowanceAt({ own, account }: Habits, hour: number): Allowance | undefined {
  if (isHabit(own)) return allowanceOf(own, hour);
  if (!isHabit(account)) return undefined;
  const { drain, room, usualHour } = allowanceOf(account, hour);
  return { hour, drain: newShare * drain, room: newShare * room, usualHour };
}

/** The bucket with something that was used. What isn't newer than it drains nothing. */
export function fill({ held, atMs }: Bucket, use: Use, { drain }: Allowance): Bucket {
  const sinceMs = Math.max(0, use.atMs - atMs);
  const left = Math.max(0, held - (drain * sinceMs) / hourMs);
  return { held: Math.max(0, left + use.used), atMs: Math.max(atMs, use.atMs) };
}

/** Microcredits that were used, and when; less than none where they were given back. */
export interface Use {
  readonly used: number;
  readonly atMs: number;
}

function isHabit({ hours, days }: Habit): boolean {
  return hours >= hoursMin && days >= daysMin;
}

function allowanceOf({ use, usualHour, burst }: Habit, hour: number): Allowance {
  const drain = expectedOf(use, hour) + drainHours * usualHour;
  return { hour, drain, room: Math.max(roomHours * usualHour, burstShare * burst - drain), usualHour };
}

/** The most that a time of the week, an hour earlier and an hour later are used, each by two of the weeks before; of the days, where it began lately. */
function expectedOf(use: HourlyUse, hour: number): number {
  const isNew = [...use.keys()].every((used) => used >= hour - weeklyDaysMin * 24);
  const everyHours = isNew ? 24 : 7 * 24;
  const steps = Array.from({ length: Math.floor((habitDays * 24) / everyHours) }, (_, step) => (step + 1) * everyHours);
  return Math.max(...[-1, 0, 1].map((beside) => secondOf(steps.map((step) => use.get(hour - step + beside) ?? 0))));
}

/** The hour in which the credit in the middle was used. */
function usualOf(hours: readonly number[]): number {
  const sorted = hours.toSorted((a, b) => a - b);
  let left = sorted.reduce((sum, used) => sum + used, 0) / 2;
  for (const used of sorted) {
    left -= used;
    if (left <= 0) return used;
  }
  return 0;
}

function secondOf(values: readonly number[]): number {
  return values.toSorted((a, b) => b - a)[1] ?? 0;
}
