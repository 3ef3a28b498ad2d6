/** The days that the demonstration's accounts live through: 120, up to the end that is kept beside what was recorded. */
import { readFileSync } from 'node:fs';
import { dayMs, hourMs } from '../../../shared/domain/time.ts';
import { endFile } from './end.ts';

export const demonstrationDays = 120;
/** Where what is recorded ends: a Tuesday afternoon, shortly before it was made. */
export const endMs = Date.parse(JSON.parse(readFileSync(endFile, 'utf8')).endsAt);
/** A Monday morning. */
export const startMs = endMs - demonstrationDays * dayMs - 9.5 * hourMs;

const daysOfAnyMonth = 28;

/** The anchor of cycles the fifth of which began so many days before the end, at an hour of UTC. */
export function anchorBefore(days: number, hour: number): string {
  const began = new Date(Math.floor(endMs / dayMs) * dayMs - days * dayMs);
  const day = Math.min(began.getUTCDate(), daysOfAnyMonth);
  return new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() - 4, day) + hour * hourMs).toISOString();
}

/** The last 31st of a month before the start, at an hour of UTC: its cycles begin on the last day of every month. */
export function anchorOnLastDay(hour: number): string {
  for (let midnightMs = Math.floor(startMs / dayMs) * dayMs; ; midnightMs -= dayMs)
    if (new Date(midnightMs).getUTCDate() === 31) return new Date(midnightMs + hour * hourMs).toISOString();
}
