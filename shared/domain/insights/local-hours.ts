import * as Instant from 'temporal-polyfill/fns/Instant';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { dayMs, hourMs } from '../time.ts';

export const hoursOfWeek = 168;

/** 1970 began on a Thursday; weeks here begin on Monday. */
const firstMondayMs = 4 * dayMs;

/**
 * Which hour of the week an instant lies in by a zone's clock: 0 is Monday from midnight to one. Offsets are looked up once
 * a UTC day, unless a day's two ends differ: then the clocks are changed in between, and each hour is looked up. Hours of
 * usage are UTC's: in a zone that is off by half an hour, one counts as the hour that it begins in.
 */
export function hourOfWeekIn(timeZone: string): (atMs: number) => number {
  const offsets = new Map<number, number>();
  const offsetAt = (atMs: number): number => {
    const known = offsets.get(atMs);
    if (known !== undefined) return known;
    const zoned = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(atMs), timeZone);
    const offset = ZonedDateTime.offsetNanoseconds(zoned) / 1_000_000;
    offsets.set(atMs, offset);
    return offset;
  };
  return (atMs) => {
    const dayStartMs = Math.floor(atMs / dayMs) * dayMs;
    const offset = offsetAt(dayStartMs);
    const localMs = atMs + (offset === offsetAt(dayStartMs + dayMs) ? offset : offsetAt(atMs));
    const hour = Math.floor((localMs - firstMondayMs) / hourMs) % hoursOfWeek;
    return hour < 0 ? hour + hoursOfWeek : hour;
  };
}
