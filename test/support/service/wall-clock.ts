/** Time zones by another method than the product's: what the runtime's own formatter says of each instant. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = 'numeric' as const;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formats.set(timeZone, format);
  return format;
}

/** The wall clock at an instant, as milliseconds that would show the same clock in UTC. Whole seconds. */
export function wallMs(ms: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? Number.NaN;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

export function offsetMs(ms: number, timeZone: string): number {
  return wallMs(ms, timeZone) - Math.floor(ms / 1000) * 1000;
}

export interface Shift {
  /** The first instant with the new offset. */
  readonly atMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

const probeMs = 10 * 86_400_000;

/** Every change of a zone's offset in a span of time. Two within ten days that cancel out would be missed; there are none. */
export function shiftsOf(timeZone: string, fromMs: number, untilMs: number): readonly Shift[] {
  const shifts: Shift[] = [];
  let before = offsetMs(fromMs, timeZone);
  for (let at = fromMs; at < untilMs; at += probeMs) {
    const after = offsetMs(at + probeMs, timeZone);
    if (after !== before)
      shifts.push({ atMs: firstWith(after, at, at + probeMs, timeZone), beforeMs: before, afterMs: after });
    before = after;
  }
  return shifts;
}

function firstWith(offset: number, fromMs: number, untilMs: number, timeZone: string): number {
  let [low, high] = [fromMs / 1000, untilMs / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle * 1000, timeZone) === offset) high = middle;
    else low = middle;
  }
  return high * 1000;
}

/** The instants at which a zone's clock shows a wall time: none in a gap, two in an overlap; soonest first. */
export function instantsAt(wall: number, timeZone: string): readonly number[] {
  const dayMs = 86_400_000;
  const offsets = new Set([-1, 0, 1].map((days) => offsetMs(wall + days * dayMs, timeZone)));
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => wallMs(instant, timeZone) === wall)
    .sort((a, b) => a - b);
}

/** A wall time moved on by months, its day clamped to the month's end. */
export function plusMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const midnight = Date.UTC(Math.floor(month / 12), month % 12, Math.min(date.getUTCDate(), last));
  return midnight + (wall % dayOf);
}

const dayOf = 86_400_000;
