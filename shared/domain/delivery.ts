/** A delivery: one piece of news to one endpoint, tried until it is taken or three days are over. */
import { hash } from 'node:crypto';
import type { News } from './news.ts';
import { dayMs, hourMs, minuteMs } from './time.ts';

export const deliveryStates = ['waiting', 'delivered', 'failed', 'skipped'] as const;

/**
 * - `waiting`: it is tried, or will be.
 * - `delivered`: the receiver answered with success.
 * - `failed`: it was tried for three days, or its endpoint was disabled or deleted meanwhile.
 * - `skipped`: it came while its endpoint was disabled.
 */
export type DeliveryState = (typeof deliveryStates)[number];

export const tryFailures = ['timed-out', 'not-connected', 'address-not-public', 'not-sent'] as const;

/**
 * - `timed-out`: there was no whole answer in ten seconds.
 * - `not-connected`: its name, its address or its certificate is not one that can be connected to.
 * - `address-not-public`: its name led to an address that nobody outside can have.
 * - `not-sent`: the topic for e-mail didn't take it, or there is none.
 */
export type TryFailure = (typeof tryFailures)[number];

/** The answer of a receiver, or why there was none. Nothing of the answer's body is kept. */
export type TryOutcome = { readonly status: number } | { readonly failure: TryFailure };

export interface Try {
  readonly atMs: number;
  readonly outcome: TryOutcome;
}

export interface Delivery {
  readonly endpointId: string;
  /** See `deliveryIdOf`. */
  readonly deliveryId: string;
  readonly news: News;
  readonly state: DeliveryState;
  /** When it is tried next, while it waits: by then another process may take it. */
  readonly dueAtMs?: number;
  /** Tries since it was made, or sent again. */
  readonly count: number;
  /** The newest tries, the newest last. */
  readonly tries: readonly Try[];
}

/** The pauses after the first tries: 72 hours of them, in all. */
export const pausesMs: readonly number[] = [
  ...[minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs],
  ...[hourMs, 2 * hourMs, 4 * hourMs, 8 * hourMs, 8 * hourMs],
  ...[12 * hourMs, 12 * hourMs, 12 * hourMs, 12 * hourMs],
];
/** Whoever tries has so long: later, another may. */
export const leaseMs = 2 * minuteMs;
/** Longer than an endpoint is left alone. */
const putOffMs = 2 * minuteMs;
export const triesKept = 16;
/** The log of deliveries is kept so long. */
export const deliveriesKeptMs = 30 * dayMs;

/** A delivery that its maker is about to try. */
export function newDelivery(endpointId: string, { deliveryId, news }: DeliveredNews, nowMs: number): Delivery {
  return { endpointId, deliveryId, news, state: 'waiting', dueAtMs: nowMs + leaseMs, count: 0, tries: [] };
}

export interface DeliveredNews {
  readonly deliveryId: string;
  readonly news: News;
}

/** Taken by whoever tries it now. */
export function leased(delivery: Delivery, nowMs: number): Delivery {
  return { ...delivery, dueAtMs: nowMs + leaseMs };
}

export function isDelivered(outcome: TryOutcome): boolean {
  return 'status' in outcome && outcome.status >= 200 && outcome.status < 300;
}

/** The delivery after a try. */
export function afterDeliveryTry(delivery: Delivery, done: Try): Delivery {
  const { dueAtMs: _due, ...rest } = delivery;
  const count = delivery.count + 1;
  const tried = { ...rest, count, tries: [...delivery.tries, done].slice(-triesKept) };
  if (isDelivered(done.outcome)) return { ...tried, state: 'delivered' };
  const pauseMs = pausesMs[count - 1];
  if (pauseMs === undefined) return { ...tried, state: 'failed' };
  return { ...tried, state: 'waiting', dueAtMs: done.atMs + spread(pauseMs, `${delivery.deliveryId}/${count}`) };
}

/** A delivery whose endpoint is left alone for now: it comes again soon, and was not tried. */
export function putOff(delivery: Delivery, nowMs: number): Delivery {
  return { ...delivery, dueAtMs: nowMs + spread(putOffMs, delivery.deliveryId) };
}

/** Not tried any more: its endpoint takes nothing. */
export function ended(delivery: Delivery, state: 'failed' | 'skipped'): Delivery {
  const { dueAtMs: _due, ...rest } = delivery;
  return { ...rest, state };
}

/** To be tried from the beginning, at once. One that waits goes on as it does, without its pause. */
export function sentAgain(delivery: Delivery, nowMs: number): Delivery {
  return { ...delivery, state: 'waiting', count: delivery.state === 'waiting' ? delivery.count : 0, dueAtMs: nowMs };
}

/** A pause, shortened by up to a tenth: what failed together is not tried together again. */
function spread(pauseMs: number, seed: string): number {
  const [byte = 0] = hash('sha256', seed, 'buffer');
  return Math.round(pauseMs * (1 - byte / 2_560));
}
