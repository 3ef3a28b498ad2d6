/**
 * Wall clocks of time zones, by the runtime's own rules. A wall time is the instant at which a clock of UTC shows the same, so that
 * calendars are reckoned in UTC. Of Temporal this is what billing cycles take, in a twentieth of its bytes: they are in every
 * function that charges.
 */
import { dayMs } from './time.ts';

/** The time that a zone's clock shows at an instant. Throws a `RangeError` for a zone that the runtime doesn't know. */
export function wallTimeAt(atMs: number, timeZone: string): number {
  const second = Math.floor(atMs / 1_000) * 1_000;
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(second)) shown[type] = value;
  const { era, year, month, day, hour, minute, second: seconds } = shown;
  const wall = new Date(0);
  wall.setUTCFullYear(era === 'B' ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day));
  return wall.setUTCHours(Number(hour), Number(minute), Number(seconds), atMs - second);
}

/** The instant at which a zone's clock shows a time: the first of two; or, of a time that it skips, the first instant after it. */
export function instantOf(wallMs: number, timeZone: string): number {
  const offsetAt = (atMs: number): number => wallTimeAt(atMs, timeZone) - atMs;
  // No clock is further off than a day, and none is changed twice in two.
  const [fromMs, untilMs] = [wallMs - dayMs, wallMs + dayMs];
  const [before, after] = [offsetAt(fromMs), offsetAt(untilMs)];
  const shows = (atMs: number): boolean => wallTimeAt(atMs, timeZone) === wallMs;
  const first = [wallMs - before, wallMs - after].sort((a, b) => a - b).find(shows);
  return first ?? changeBetween(fromMs, untilMs, (atMs) => offsetAt(atMs) !== before);
}

/** A time so many months on, or back, on the same day; the month's last where it has no such day. */
export function monthsLater(wallMs: number, months: number): number {
  const from = new Date(wallMs);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const later = new Date(wallMs);
  // The day before a month's first is the last of the one before it.
  const lastDay = new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate();
  return later.setUTCFullYear(year, month, Math.min(from.getUTCDate(), lastDay));
}

/** The first millisecond from which something holds that doesn't hold at the beginning. */
function changeBetween(fromMs: number, untilMs: number, holds: (atMs: number) => boolean): number {
  if (!holds(untilMs)) throw new RangeError('no change of the clock explains that it skips a time');
  let [before, after] = [fromMs, untilMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** Making one takes as long as reading hundreds. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const clocksMax = 200;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
  const options = { timeZone, era: 'narrow', hourCycle: 'h23', minute: 'numeric', second: 'numeric' } as const;
  const clock = new Intl.DateTimeFormat('en-US-u-ca-gregory', { ...numeric, ...options });
  if (clocks.size >= clocksMax) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}
