/** A piece of the demonstration's story, with its instant. */
import { dayMs, hourMs, minuteMs } from '../../../shared/domain/time.ts';
import { endMs, startMs } from './span.ts';
import type { Teller } from './teller.ts';

export interface Chapter {
  readonly atMs: number;
  readonly tell: (teller: Teller) => Promise<void>;
}

const firstMidnightMs = Math.floor(startMs / dayMs) * dayMs;

/** Told on a day, counted from 0, at an hour of UTC. */
export function on(day: number, hour: number, tell: Chapter['tell']): Chapter {
  return { atMs: firstMidnightMs + day * dayMs + Math.round((hour * hourMs) / minuteMs) * minuteMs, tell };
}

/** Told so many minutes before the end. */
export function before(minutes: number, tell: Chapter['tell']): Chapter {
  return { atMs: endMs - minutes * minuteMs, tell };
}
