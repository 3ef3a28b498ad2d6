/** Loops that are planted in habits. Their rates are in usual hours an hour. */
import { hourMs, minuteMs } from '../../../shared/domain/time.ts';
import type { Random } from '../forecast/chance.ts';
import type { Call } from './habits.ts';

export const loopKinds = ['steady', 'retries', 'ramp', 'night', 'several'] as const;
export type LoopKind = (typeof loopKinds)[number];

export interface Loop {
  readonly startMs: number;
  /** Usual hours that it uses in an hour, by how long it has run. */
  readonly rateAt: (ranMs: number) => number;
  /** A call of it, in usual hours: one that runs faster calls more often. */
  readonly callHours: number;
}

/** Long before so many it was stopped, or never is. */
const callsMax = 20_000;

/** A loop somewhere in the day. */
export function drawLoop(kind: LoopKind, random: Random, dayStartMs: number): Loop {
  const hour = kind === 'night' ? 1 + 4 * random() : 22 * random();
  const rate = 5 * 12 ** random();
  const rateAt: Record<LoopKind, Loop['rateAt']> = {
    steady: () => rate,
    night: () => rate,
    several: () => rate,
    // Each try begets others: twice as many every some minutes, until nothing can take more.
    retries: (ranMs) => Math.min(300, 2 ** (ranMs / ((4 + 8 * (rate / 60)) * minuteMs))),
    ramp: (ranMs) => Math.min(60, 1 + (ranMs / hourMs) * (4 + rate / 3)),
  };
  return { startMs: dayStartMs + hour * hourMs, rateAt: rateAt[kind], callHours: 0.005 * 16 ** random() };
}

/** Its calls up to the end of the day, of a key whose usual hour is so many microcredits. */
export function callsOf({ startMs, rateAt, callHours }: Loop, usualHour: number, endMs: number): readonly Call[] {
  const calls: Call[] = [];
  const credits = Math.ceil(callHours * usualHour);
  for (
    let atMs = startMs;
    atMs < endMs && calls.length < callsMax;
    atMs += (callHours * hourMs) / rateAt(atMs - startMs)
  )
    calls.push({ atMs, credits });
  return calls;
}
