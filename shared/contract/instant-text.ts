/** Instants of requests, as RFC 3339 has them: any offset, any fraction of a second, small letters and leap seconds too. */
const rfc3339 =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const earliestMs = Date.UTC(2000, 0, 1);
const latestMs = Date.UTC(2200, 0, 1);

/** Milliseconds since 1970, what is finer left off; undefined for what isn't an instant from 2000 to 2199. */
export function parseInstant(text: string): number | undefined {
  const [, date = '', hours, minutes, seconds, fraction = '', sign, offsetHours = 0, offsetMinutes = 0] =
    rfc3339.exec(text) ?? [];
  const dayMs = Date.parse(`${date}T00:00:00Z`);
  // Date.parse moves 30 February on to March; the calendar day has to survive.
  if (!Number.isFinite(dayMs) || new Date(dayMs).toISOString().slice(0, 10) !== date) return undefined;
  const east = (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const secondMs = dayMs + (Number(hours) * 60 + Number(minutes) - east) * 60_000 + Number(seconds) * 1000;
  if (seconds === '60' && !isAfterLeapSecond(secondMs)) return undefined;
  const ms = secondMs + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return ms >= earliestMs && ms < latestMs ? ms : undefined;
}

/** Leap seconds come last in a month, in UTC. Clocks without them have the second after instead. */
function isAfterLeapSecond(ms: number): boolean {
  return new Date(ms).toISOString().endsWith('-01T00:00:00.000Z');
}
