import { minus, toCredits } from '../../domain/amount.ts';
import { instant } from '../../domain/ledger/public-form.ts';
import type { Signal } from '../../domain/projections/signal.ts';
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

export function eventOf(signal: Signal): PublishedEvent {
  const { name, version } = eventTypes[signal.kind];
  const { id, accountId, atMs, seq } = signal;
  const at = instant(atMs);
  return {
    source: eventSource,
    'detail-type': name,
    time: at,
    detail: {
      metadata: { id, version, at, accountId, ...(seq === undefined ? {} : { seq }) },
      data: dataOf(signal),
    },
  };
}

function dataOf(signal: Signal): Record<string, unknown> {
  switch (signal.kind) {
    case 'debit-refused':
      return {
        idempotencyKey: signal.idempotencyKey,
        available: toCredits(signal.available),
        required: toCredits(signal.required),
        shortfall: toCredits(minus(signal.required, signal.available)),
        renewsAt: instant(signal.renewsAtMs),
      };
    case 'balance-low':
      return { threshold: toCredits(signal.threshold), available: toCredits(signal.available) };
    case 'exhausted':
      return { available: 0 };
    case 'restored':
      return { available: toCredits(signal.available) };
    case 'cycle-reset':
      return {
        cycle: signal.cycle,
        start: instant(signal.startMs),
        end: instant(signal.endMs),
        planId: signal.planId,
        granted: toCredits(signal.granted),
        available: toCredits(signal.available),
      };
    case 'credits-expired':
    case 'credits-expiring-soon': {
      const { grantId, source, credits, expiresAtMs } = signal;
      return { grantId, source, credits: toCredits(credits), expiresAt: instant(expiresAtMs) };
    }
    case 'hold-expired':
      return { holdId: signal.holdId, credits: toCredits(signal.credits) };
    case 'plan-changed':
      return { from: signal.from, to: signal.to };
    case 'top-up-wanted':
      return { packId: signal.packId, available: toCredits(signal.available), count: signal.count };
    case 'top-up-capped':
      return { packId: signal.packId, maxPerCycle: signal.maxPerCycle };
    case 'overrun':
      return { credits: toCredits(signal.credits), overrun: toCredits(signal.overrun) };
    case 'ledger-breach':
      return { findings: signal.findings };
    default:
      return signal satisfies never;
  }
}
