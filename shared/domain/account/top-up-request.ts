/**
 * R34: what became of the last automatic top-up that an account asked for. The request is one, whatever goes wrong: it is asked again
 * after growing pauses until its pack is purchased, and given up a day after it was made. Its state is told by the clock, so no
 * job that is late changes what it is, only when it is told.
 */
import type { Microcredits } from '../amount.ts';
import { present } from '../present.ts';
import { hourMs } from '../time.ts';

/** The ends of a request: its purchase, a day without it, or a cycle, setting or closure that leaves nothing to ask for. */
export const topUpEnds = ['paid', 'given-up', 'withdrawn'] as const;
export type TopUpEnd = (typeof topUpEnds)[number];

/** `failed` until it is asked again: its payment was told to have failed. */
export const topUpStates = ['requested', 'failed', ...topUpEnds] as const;
export type TopUpRequestState = (typeof topUpStates)[number];

/** The reasons for which nothing can be paid for a request, besides a payment's own failures. */
export const topUpObstacles = [
  'customer-unknown',
  'pack-unknown',
  'pack-without-price',
  'price-above-maximum',
] as const;
export type TopUpObstacle = (typeof topUpObstacles)[number];

/** A request as a crossing of the threshold makes it. */
export interface TopUpAsked {
  readonly accountId: string;
  /** The entry that crossed the threshold. */
  readonly seq: number;
  readonly sinceMs: number;
  readonly packId: string;
  /** Available then. */
  readonly available: Microcredits;
  /** Which of its cycle it is, 1 and up. */
  readonly count: number;
}

export interface TopUpFailure {
  /** The first time that its payment was told to have failed, and the last. */
  readonly firstMs: number;
  readonly atMs: number;
  readonly reason?: string;
  /** It was told as an event: once for a request. */
  readonly isTold: boolean;
}

export interface TopUpRequest extends TopUpAsked {
  /** The times that it was asked for so far. */
  readonly asked: number;
  readonly failure?: TopUpFailure;
  readonly end?: { readonly as: TopUpEnd; readonly atMs: number };
}

/** A request that nobody paid for so long is given up. */
export const topUpLifeMs = 24 * hourMs;
/** It is asked for the second time after this, and each pause is twice the one before. */
const firstPauseMs = hourMs;

/** The request's own name, the same each time it is asked for: under it a payment provider takes one payment, and an account buys once. */
export function topUpRequestId({ accountId, seq, sinceMs }: Pick<TopUpAsked, 'accountId' | 'seq' | 'sinceMs'>): string {
  return `${accountId}/top-up/${seq}-${sinceMs}`;
}

/** The instant of the n-th time that it is asked for: 0, 1, 3, 7 and 15 hours after the first; undefined past its life. */
export function askAtMs({ sinceMs }: Pick<TopUpAsked, 'sinceMs'>, time: number): number | undefined {
  const afterMs = (2 ** (time - 1) - 1) * firstPauseMs;
  return afterMs < topUpLifeMs ? sinceMs + afterMs : undefined;
}

/** So often it has to have been asked for by now. */
export function asksBy(request: TopUpAsked, nowMs: number): number {
  let time = 1;
  for (let nextMs = askAtMs(request, 2); nextMs !== undefined && nextMs <= nowMs; nextMs = askAtMs(request, time + 1))
    time += 1;
  return time;
}

/** The instant at which something of it has to be told: a failure at once, else that it is asked again, or given up. Undefined of one that ended. */
export function topUpDueMs(request: TopUpRequest): number | undefined {
  const { end, failure, sinceMs, asked } = request;
  if (failure?.isTold === false) return failure.firstMs;
  return end === undefined ? (askAtMs(request, asked + 1) ?? sinceMs + topUpLifeMs) : undefined;
}

export function topUpStateAt(request: TopUpRequest, nowMs: number): TopUpRequestState {
  const { end, failure, sinceMs, asked } = request;
  if (end !== undefined) return end.as;
  if (nowMs >= sinceMs + topUpLifeMs) return 'given-up';
  return failure !== undefined && failure.atMs >= (askAtMs(request, asked) ?? sinceMs) ? 'failed' : 'requested';
}

/** Tells whether its pack may still be paid for as what was asked. */
export function isTopUpOpen(request: TopUpRequest, nowMs: number): boolean {
  const state = topUpStateAt(request, nowMs);
  return state === 'requested' || state === 'failed';
}

/** Tells whether this crossing came after that of the request which is known; told again it is no other. */
export function isLaterThan(asked: TopUpAsked, known: TopUpRequest | undefined): boolean {
  return (
    known === undefined || asked.sinceMs > known.sinceMs || (asked.sinceMs === known.sinceMs && asked.seq > known.seq)
  );
}

/** A request whose pack was purchased, or that has nothing to ask for any more. A purchase after it was given up is its payment still. */
export function endTopUp(request: TopUpRequest, as: 'paid' | 'withdrawn', atMs: number): TopUpRequest {
  const { end } = request;
  const isOpen = end === undefined || (end.as === 'given-up' && as === 'paid');
  return isOpen ? { ...request, end: { as, atMs } } : request;
}

/**
 * A request whose payment was told to have failed. Of one that ended, or would have by now, nothing fails any more; the same failure
 * told twice, before it is asked for again, is one.
 */
export function failTopUp(request: TopUpRequest, reason: string | undefined, nowMs: number): TopUpRequest {
  const state = topUpStateAt(request, nowMs);
  const isSame = state === 'failed' && request.failure?.reason === reason;
  if (isSame || !isTopUpOpen(request, nowMs)) return request;
  const { firstMs, isTold } = request.failure ?? { firstMs: nowMs, isTold: false };
  const failure = { firstMs, atMs: nowMs, isTold, ...present({ reason }) };
  return { ...request, failure };
}
