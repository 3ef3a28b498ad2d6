/** Days and weeks of zones by another method than the product's. */
import { instantsAt, shiftsOf, wallMs } from './wall-clock.ts';

const dayMs = 86_400_000;

/** Clocks that are changed at night, at midnight, by half an hour, by a day, twice a year, once, or never. */
export const changingZones = [
  ...['UTC', 'America/New_York', 'America/Sao_Paulo', 'America/Havana', 'America/St_Johns', 'America/Asuncion'],
  ...['America/Santiago', 'Atlantic/Azores', 'Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Africa/Casablanca'],
  ...['Asia/Beirut', 'Asia/Tehran', 'Asia/Kathmandu', 'Asia/Gaza', 'Australia/Lord_Howe', 'Australia/Sydney'],
  ...['Pacific/Apia', 'Pacific/Chatham', 'America/Goose_Bay'],
] as const;

/** The first instant that shows a wall time, or that follows it where it is skipped. */
export function firstShownMs(wall: number, timeZone: string): number {
  const [first] = instantsAt(wall, timeZone);
  if (first !== undefined) return first;
  const around = shiftsOf(timeZone, wall - 2 * dayMs, wall + 2 * dayMs);
  return (
    around.find(({ atMs, beforeMs, afterMs }) => wall >= atMs + beforeMs && wall < atMs + afterMs)?.atMs ?? Number.NaN
  );
}

/** When the day or the week from Monday that an instant lies in began: the last of the midnights that had been shown first by then. */
export function periodStartMs(period: 'day' | 'week', atMs: number, timeZone: string): number {
  let midnight = (Math.floor(wallMs(atMs, timeZone) / dayMs) + 3) * dayMs;
  for (;;) {
    const isMonday = new Date(midnight).getUTCDay() === 1;
    if ((period === 'day' || isMonday) && firstShownMs(midnight, timeZone) <= atMs)
      return firstShownMs(midnight, timeZone);
    midnight -= dayMs;
  }
}
