/** Instants with their zone, and spans in words. */
import { dayMs, hourMs, minuteMs, secondMs } from '../../../shared/domain/time.ts';

export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** 1 Dec 2026, 00:00 GMT-5. */
export function instantText(instant: string | number, timeZone: string): string {
  return zonelessText(instant, timeZone, 'short') + zoneSuffix(instant, timeZone);
}

/** With seconds, for entries. */
export function exactInstantText(instant: string | number, timeZone: string): string {
  return zonelessText(instant, timeZone, 'medium') + zoneSuffix(instant, timeZone);
}

export function zonelessText(instant: string | number, timeZone: string, timeStyle: 'short' | 'medium'): string {
  return formatOf(timeZone, { dateStyle: 'medium', timeStyle }).format(new Date(instant));
}

export function dateText(instant: string | number, timeZone: string): string {
  return formatOf(timeZone, { dateStyle: 'medium' }).format(new Date(instant));
}

/** The days that a span is of, the last one within: 1 Nov 2026 to 30 Nov 2026. */
export function daysText({ start, end }: { readonly start: string; readonly end: string }, timeZone: string): string {
  return `${dateText(start, timeZone)} to ${dateText(Date.parse(end) - 1, timeZone)}`;
}

/** A date as short as an axis has room for. */
export function shortDateText(instant: string | number, timeZone: string): string {
  return formatOf(timeZone, { day: 'numeric', month: 'short' }).format(new Date(instant));
}

export function hourText(instant: string | number, timeZone: string): string {
  return formatOf(timeZone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
}

/** `in 3 days`, `2 hours ago`; the largest unit of which there are two, so that it is never off by much. */
export function fromNowText(instantMs: number, nowMs: number): string {
  const span = spanText(Math.abs(instantMs - nowMs));
  return instantMs >= nowMs ? `in ${span}` : `${span} ago`;
}

/** `3 days`. What lies ahead by a moment, where the page's clock is behind the service's, is `0 seconds`. */
export function spanText(ms: number): string {
  const units = [
    ['day', dayMs],
    ['hour', hourMs],
    ['minute', minuteMs],
    ['second', secondMs],
  ] as const;
  const [name, size] = units.find(([, unitMs]) => ms >= 2 * unitMs) ?? ['second', secondMs];
  const count = Math.max(0, Math.floor(ms / size));
  return `${count} ${count === 1 ? name : `${name}s`}`;
}

function zoneSuffix(instant: string | number, timeZone: string): string {
  const parts = formatOf(timeZone, { timeZoneName: 'short' }).formatToParts(new Date(instant));
  return ` ${parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, and tables have many instants. */
function formatOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options).join()} ${options.timeStyle}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formats.set(key, made);
  return made;
}
