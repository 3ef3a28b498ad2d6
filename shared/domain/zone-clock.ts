/** A zone's clock, and when its days begin. */
import { dayMs } from './time.ts';
import { wallTimeAt } from './wall-time.ts';

export interface ZoneClock {
  readonly timeZone: string;
  /** An instant of UTC at which its clock would show what this zone's shows. */
  readonly localMs: (atMs: number) => number;
  /** The zone's day that an instant lies in, `[startMs, endMs)`. */
  readonly dayOf: (atMs: number) => { readonly startMs: number; readonly endMs: number };
  /** That day as `YYYY-MM-DD`. */
  readonly dateOf: (atMs: number) => string;
}

/** Offsets are looked up once a UTC day, unless a day's two ends differ: then the clocks are changed in between, and each instant is looked up. */
export function zoneClock(timeZone: string): ZoneClock {
  const offsets = new Map<number, number>();
  const offsetAt = (atMs: number): number => {
    const known = offsets.get(atMs);
    if (known !== undefined) return known;
    const offset = wallTimeAt(atMs, timeZone) - atMs;
    offsets.set(atMs, offset);
    return offset;
  };
  const offsetOf = (atMs: number): number => {
    const startMs = Math.floor(atMs / dayMs) * dayMs;
    const offset = offsetAt(startMs);
    return offset === offsetAt(startMs + dayMs) ? offset : offsetAt(atMs);
  };
  const localMs = (atMs: number): number => atMs + offsetOf(atMs);
  /** The first instant at which its clock shows midnight, or what follows it where it skips that. */
  const instantOf = (midnightMs: number): number => {
    const [before, after] = [offsetOf(midnightMs - dayMs), offsetOf(midnightMs + dayMs)];
    const firstMs = midnightMs - Math.max(before, after);
    return localMs(firstMs) >= midnightMs ? firstMs : midnightMs - Math.min(before, after);
  };
  return {
    timeZone,
    localMs,
    dayOf: (atMs) => {
      const midnightMs = Math.floor(localMs(atMs) / dayMs) * dayMs;
      return { startMs: instantOf(midnightMs), endMs: instantOf(midnightMs + dayMs) };
    },
    dateOf: (atMs) => new Date(localMs(atMs)).toISOString().slice(0, 10),
  };
}

export const utcClock = zoneClock('UTC');
