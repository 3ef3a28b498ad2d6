import { hourMs } from '../time.ts';
import { zoneClock } from '../zone-clock.ts';

export const hoursOfWeek = 168;

/** 1970 began on a Thursday; weeks here begin on Monday. */
const firstMondayMs = 4 * 24 * hourMs;

/**
 * Hours of the week by a zone's clock: 0 is Monday from midnight to one. Hours of usage are UTC's: in a zone that is off by
 * half an hour, one counts as the hour that it begins in.
 */
export function hourOfWeekIn(timeZone: string): (atMs: number) => number {
  const { localMs } = zoneClock(timeZone);
  return (atMs) => {
    const hour = Math.floor((localMs(atMs) - firstMondayMs) / hourMs) % hoursOfWeek;
    return hour < 0 ? hour + hoursOfWeek : hour;
  };
}
