import type * as z from 'zod/mini';
import { topUpRequestId } from '../../domain/account/top-up-request.ts';
import { minus, toCredits } from '../../domain/amount.ts';
import { instant } from '../../domain/ledger/public-form.ts';
import { present } from '../../domain/present.ts';
import type { Signal, SignalKind } from '../../domain/projections/signal.ts';
import { eventTypes } from './event-types.ts';

/** EventBridge's `source` of every event. */
export const eventSource = 'credits';

/** An event as EventBridge carries it. */
export interface PublishedEvent {
  readonly source: typeof eventSource;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: {
    readonly metadata: Record<string, unknown>;
    readonly data: Record<string, unknown>;
  };
}

/**
 * A table that was restored goes on from an earlier entry, and what it writes then has the numbers of what was lost. So each
 * restore has a number, 1 and up, which is part of the ids from then on: an id never comes again with other content.
 */
export function eventOf(signal: Signal, restoration = 0): PublishedEvent {
  const { name, version } = eventTypes[signal.kind];
  const { id, accountId, atMs, seq } = signal;
  const at = instant(atMs);
  return {
    source: eventSource,
    'detail-type': name,
    time: at,
    detail: {
      metadata: { id: eventId(id, restoration), version, at, accountId, ...present({ seq }) },
      data: dataOf(signal.kind, signal),
    },
  };
}

function eventId(id: string, restoration: number): string {
  return restoration === 0 ? id : `${id}/restored-${restoration}`;
}

type SignalOf<Kind extends SignalKind> = Signal & { readonly kind: Kind };
type EventData<Kind extends SignalKind> = z.input<(typeof eventTypes)[Kind]['data']>;

function dataOf<Kind extends SignalKind>(kind: Kind, signal: SignalOf<Kind>): EventData<Kind> {
  return data[kind](signal);
}

const expiry = (signal: SignalOf<'credits-expired' | 'credits-expiring-soon'>): EventData<'credits-expired'> => ({
  grantId: signal.grantId,
  source: signal.source,
  credits: toCredits(signal.credits),
  expiresAt: instant(signal.expiresAtMs),
});

const topUpEnd = (signal: SignalOf<'top-up-failed' | 'top-up-given-up'>): EventData<'top-up-failed'> => {
  const { accountId, seq = 0, packId, sinceMs, asked, reason } = signal;
  const requestId = topUpRequestId({ accountId, seq, sinceMs });
  return { packId, requestId, requestedAt: instant(sinceMs), asked, ...present({ reason }) };
};

const data: { readonly [Kind in SignalKind]: (signal: SignalOf<Kind>) => EventData<Kind> } = {
  'debit-refused': ({ idempotencyKey, available, required, renewsAtMs }) => ({
    idempotencyKey,
    available: toCredits(available),
    required: toCredits(required),
    shortfall: toCredits(minus(required, available)),
    renewsAt: instant(renewsAtMs),
  }),
  'balance-low': ({ threshold, available }) => ({ threshold: toCredits(threshold), available: toCredits(available) }),
  exhausted: () => ({ available: 0 }),
  restored: ({ available }) => ({ available: toCredits(available) }),
  'cycle-reset': ({ cycle, startMs, endMs, planId, granted, available }) => ({
    cycle,
    start: instant(startMs),
    end: instant(endMs),
    planId,
    granted: toCredits(granted),
    available: toCredits(available),
  }),
  'credits-expired': expiry,
  'credits-expiring-soon': expiry,
  'hold-expired': ({ holdId, credits }) => ({ holdId, credits: toCredits(credits) }),
  'plan-changed': ({ from, to, seats }) => ({ from, to, ...present({ seats }) }),
  'top-up-wanted': ({ accountId, seq = 0, atMs, packId, available, count, again }) => ({
    packId,
    available: toCredits(available),
    count,
    requestId: topUpRequestId({ accountId, seq, sinceMs: again?.sinceMs ?? atMs }),
    asked: again?.asked ?? 1,
  }),
  'top-up-failed': topUpEnd,
  'top-up-given-up': topUpEnd,
  'top-up-capped': ({ packId, maxPerCycle }) => ({ packId, maxPerCycle }),
  'use-uncovered': ({ holdId, credits }) => ({ holdId, credits: toCredits(credits) }),
  overrun: ({ credits, overrun }) => ({ credits: toCredits(credits), overrun: toCredits(overrun) }),
  suspended: ({ waiting, sinceMs }) => ({ waiting: toCredits(waiting), since: instant(sinceMs) }),
  resumed: ({ available }) => ({ available: toCredits(available) }),
  'ledger-breach': ({ findings }) => ({ findings: [...findings] }),
  'payment-in-question': ({ paymentId, checkoutId, packId, finding }) => ({ paymentId, checkoutId, packId, finding }),
};
