import { dayMs, hourMs } from '../domain/time.ts';
import type { FactQueue } from '../ports/fact-queue.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import { createPaymentRecords } from '../storage/payment-records.ts';
import type { CreditStore } from '../storage/store.ts';

/** How far back is asked again each time: what a provider lists may come a little late. */
const overlapMs = hourMs;
/** Providers keep what they told for a month. */
const firstTimeMs = 30 * dayMs;
/** Pages of one run. */
const pagesMax = 1_000;

export interface Reconciling {
  readonly store: CreditStore;
  readonly facts: FactQueue;
  readonly payments: PaymentProvider | undefined;
}

/**
 * R33: asks the provider for everything that it told since the last time, and hands it to the queue like what it tells by itself. So
 * what was lost on its way is known an hour later, and what wasn't changes nothing. Only a run that came to the end moves on.
 */
export async function reconcilePayments(
  { store, facts, payments }: Reconciling,
  nowMs: number,
  { isOver }: { readonly isOver: () => boolean },
): Promise<{ readonly listed: number; readonly isWhole: boolean }> {
  if (payments === undefined) return { listed: 0, isWhole: true };
  const records = createPaymentRecords(store.table);
  const sinceMs = ((await records.reconciledUntil(payments.name)) ?? nowMs - firstTimeMs) - overlapMs;
  let listed = 0;
  let from: string | undefined;
  for (let pages = 0; pages < pagesMax && !isOver(); pages += 1) {
    const { events, next } = await payments.eventsSince(sinceMs, from);
    for (const event of events) await facts.send(event);
    listed += events.length;
    if (next === undefined) {
      await records.saveReconciled(payments.name, nowMs);
      return { listed, isWhole: true };
    }
    from = next;
  }
  return { listed, isWhole: false };
}
