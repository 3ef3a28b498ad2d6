/** The differences from one history to the next: each knob is off in about half of them, so that no fault hides another. */
import type { Random } from './random.ts';

export interface Swarm {
  readonly throttled: number;
  readonly lostRequest: number;
  readonly lostReply: number;
  readonly retried: number;
  readonly late: number;
  readonly crash: number;
  readonly pause: number;
  /** Share of reads and batches that see something old, or out of order. */
  readonly stale: number;
  /** How far the clock of a process may be off. */
  readonly skewMs: number;
  /** Share of deliveries, by queue and stream, that come twice; late and out of order; or never. */
  readonly doubled: number;
  readonly disordered: number;
  readonly lost: number;
  /** Share of looks at what TTL may delete that delete it. */
  readonly ttl: number;
  /** Share of processes that run the next version of the code. */
  readonly next: number;
  /** Share of requests sent again though they were answered; and of keys used for something else. */
  readonly repeated: number;
  readonly misused: number;
  /** Share of pauses that last until something is about to be due, and of those that last for days. */
  readonly awaited: number;
  readonly days: number;
  /** True if something of an account is damaged beside the code's back. */
  readonly isDamaged: boolean;
  /** True if schedules run at all before the end. */
  readonly isSwept: boolean;
  readonly accounts: number;
  readonly clients: number;
  readonly commands: number;
  readonly processes: number;
  /** Share of keys that say when they were made. */
  readonly ordered: number;
  /** The theme of what clients mostly do. */
  readonly theme: Theme;
}

export const themes = ['anything', 'work', 'payments', 'gifts', 'little'] as const;
export type Theme = (typeof themes)[number];

export function drawSwarm(random: Random): Swarm {
  const some = (max: number): number => (random.chance(0.5) ? 0 : max * random.fraction());
  const isFaultless = random.chance(0.05);
  const fault = (max: number): number => (isFaultless ? 0 : some(max));
  return {
    throttled: fault(0.1),
    lostRequest: fault(0.1),
    lostReply: fault(0.15),
    retried: fault(0.15),
    late: fault(0.1),
    crash: fault(0.04),
    pause: fault(0.06),
    stale: fault(0.5),
    skewMs: random.pick([0, 0, 100, 60_000, 120_000, 7_200_000]),
    doubled: fault(0.5),
    disordered: fault(0.5),
    lost: fault(0.3),
    ttl: fault(0.5),
    next: some(0.8),
    repeated: some(0.3),
    misused: some(0.2),
    awaited: some(0.6),
    days: some(0.15),
    isDamaged: random.chance(0.04),
    isSwept: random.chance(0.7),
    accounts: random.pick([1, 1, 1, 2, 2, 3]),
    clients: 1 + random.below(3),
    commands: 3 + random.below(9),
    processes: 1 + random.below(3),
    ordered: random.pick([0, 0.5, 0.9, 1]),
    theme: random.pick(['anything', 'anything', 'work', 'payments', 'gifts', 'little'] as const),
  };
}
