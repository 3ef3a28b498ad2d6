/** Days of a zone, by the browser's own calendar. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numbers = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  const made = new Intl.DateTimeFormat('en', { ...numbers, timeZone, calendar: 'gregory', hourCycle: 'h23' });
  formats.set(timeZone, made);
  return made;
}

/** The zone's clock, as an instant of UTC that shows the same. */
function localMs(atMs: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

const dayMs = 86_400_000;

/** The instant at which a zone's day begins, given as a midnight of UTC. Twice, since midnight may have another offset. */
function startOfDate(midnightMs: number, timeZone: string): number {
  let atMs = midnightMs;
  for (let tries = 0; tries < 2; tries += 1) atMs += midnightMs - localMs(atMs, timeZone);
  return atMs;
}

/** The start of the zone's day that an instant lies in, or of one so many days later. */
export function dayStart(atMs: number, timeZone: string, days = 0): number {
  const wholeMs = Math.floor(atMs / 1_000) * 1_000;
  const midnightMs = Math.floor(localMs(wholeMs, timeZone) / dayMs) * dayMs;
  return startOfDate(midnightMs + days * dayMs, timeZone);
}

/** `YYYY-MM-DD`, as a date field takes it. */
export function dateOf(atMs: number, timeZone: string): string {
  return new Date(localMs(Math.floor(atMs / 1_000) * 1_000, timeZone)).toISOString().slice(0, 10);
}

/** The start of a date as a date field gives it; undefined where it is none. */
export function startOf(date: string, timeZone: string): number | undefined {
  const midnightMs = Date.parse(date);
  return Number.isNaN(midnightMs) ? undefined : startOfDate(midnightMs, timeZone);
}
