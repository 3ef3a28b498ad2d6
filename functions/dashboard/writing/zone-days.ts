/** Days of a zone, as the service reckons them. */
import { dayMs } from '../../../shared/domain/time.ts';
import { type ZoneClock, zoneClock } from '../../../shared/domain/zone-clock.ts';

const clocks = new Map<string, ZoneClock>();

function clockOf(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone) ?? zoneClock(timeZone);
  clocks.set(timeZone, known);
  return known;
}

/** The start of the zone's day that an instant lies in, or of one so many days later. By their middles: days have 23 to 25 hours. */
export function dayStart(atMs: number, timeZone: string, days = 0): number {
  const { dayOf } = clockOf(timeZone);
  const { startMs } = dayOf(atMs);
  return days === 0 ? startMs : dayOf(startMs + (days + 0.5) * dayMs).startMs;
}

/** `YYYY-MM-DD`, as a date field takes it. */
export function dateOf(atMs: number, timeZone: string): string {
  return clockOf(timeZone).dateOf(atMs);
}

/** The start of a date as a date field gives it; undefined where it is none. */
export function startOf(date: string, timeZone: string): number | undefined {
  const noonMs = Date.parse(date) + dayMs / 2;
  if (Number.isNaN(noonMs)) return undefined;
  const { dayOf, localMs } = clockOf(timeZone);
  return dayOf(noonMs - (localMs(noonMs) - noonMs)).startMs;
}
