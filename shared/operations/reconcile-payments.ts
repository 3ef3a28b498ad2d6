import { dayMs, hourMs } from '../domain/time.ts';
import type { FactQueue } from '../ports/fact-queue.ts';
import type { EventsPage, PaymentProvider } from '../ports/payment-provider.ts';
import { createPaymentRecords } from '../storage/payment-records.ts';
import type { CreditStore } from '../storage/store.ts';

/** How far back is asked again each time: what a provider lists may come a little late. */
const overlapMs = hourMs;
/** Providers keep what they told for a month. */
const firstTimeMs = 30 * dayMs;
/** How often all subscriptions are listed, besides what is told of them: each is asked for whole within a day. */
const listedEachMs = dayMs;
/** Pages of one run. */
const pagesMax = 1_000;

export interface Reconciling {
  readonly store: CreditStore;
  readonly facts: FactQueue;
  readonly payments: PaymentProvider | undefined;
}

/**
 * R33: asks the provider for everything that it told since the last time, and hands it to the queue like what it tells by itself. So
 * what was lost on its way is known an hour later, and what wasn't changes nothing. Only a run that came to the end moves on. Once a
 * day it lists all subscriptions as they are, those that were there before the provider was connected among them.
 */
export async function reconcilePayments(
  { store, facts, payments }: Reconciling,
  nowMs: number,
  { isOver }: { readonly isOver: () => boolean },
): Promise<{ readonly listed: number; readonly isWhole: boolean }> {
  if (payments === undefined) return { listed: 0, isWhole: true };
  const records = createPaymentRecords(store.table);
  const sinceMs = ((await records.reconciledUntil(payments.name)) ?? nowMs - firstTimeMs) - overlapMs;
  const events = await handedOver((from) => payments.eventsSince(sinceMs, from), { facts, isOver });
  if (!events.isWhole) return events;
  await records.saveReconciled(payments.name, nowMs);
  const listing = `${payments.name}/subscriptions`;
  const listedAtMs = await records.reconciledUntil(listing);
  if (listedAtMs !== undefined && nowMs < listedAtMs + listedEachMs) return events;
  const all = await handedOver((from) => payments.listSubscriptions(nowMs, from), { facts, isOver });
  if (all.isWhole) await records.saveReconciled(listing, nowMs);
  return { listed: events.listed + all.listed, isWhole: all.isWhole };
}

/** Hands page after page to the queue, as long as there is time. */
async function handedOver(
  pageFrom: (from: string | undefined) => Promise<EventsPage>,
  { facts, isOver }: { readonly facts: FactQueue; readonly isOver: () => boolean },
): Promise<{ readonly listed: number; readonly isWhole: boolean }> {
  let listed = 0;
  let from: string | undefined;
  for (let pages = 0; pages < pagesMax && !isOver(); pages += 1) {
    const { events, next } = await pageFrom(from);
    for (const event of events) await facts.send(event);
    listed += events.length;
    if (next === undefined) return { listed, isWhole: true };
    from = next;
  }
  return { listed, isWhole: false };
}
