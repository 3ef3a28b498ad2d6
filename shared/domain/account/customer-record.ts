/**
 * All that is known of one customer's subscriptions. Records join, like those of payments: facts in another order, or told twice, come
 * to the same record, so which subscription stands needs no order of events.
 */
import { present } from '../present.ts';
import { type Subscription, type SubscriptionStatus, subscriptionStatuses } from './subscription.ts';
import type { CustomerFact, SubscriptionFact } from './subscription-fact.ts';

/** Something that was told of a subscription in the newest second of which anything was. */
export type Telling = Pick<SubscriptionFact, 'status' | 'endsAtMs' | 'statusBefore'>;

export interface KnownSubscription {
  readonly subscriptionId: string;
  /** Undefined where only its payments are known. */
  readonly told?: {
    readonly createdAtMs: number;
    readonly atMs: number;
    /** As it was told last; of several within one second the latest. */
    readonly anchorMs?: number;
    /** At least one, each once, in an order of their own. */
    readonly tellings: readonly Telling[];
  };
  /** The end of the newest period that is known to be paid for. */
  readonly paidUntilMs?: number;
}

export interface CustomerRecord {
  readonly customerId: string;
  /** By id. */
  readonly subscriptions: readonly KnownSubscription[];
}

/** Subscriptions that a record names. Of more, those go that paid for the least: first those that were canceled. */
export const knownSubscriptionsMax = 20;
/** Different things told of one subscription within one second. */
const tellingsMax = 8;

export function emptyCustomer(customerId: string): CustomerRecord {
  return { customerId, subscriptions: [] };
}

/** The record once a fact is known too; the very same one where nothing changes by it. */
export function withCustomerFact(record: CustomerRecord, fact: CustomerFact): CustomerRecord {
  const { subscriptionId } = fact;
  const known = record.subscriptions.find((each) => each.subscriptionId === subscriptionId);
  const next = withFactOf(known ?? { subscriptionId }, fact);
  if (next === known) return record;
  const kept = withoutLeast([...record.subscriptions.filter((each) => each !== known), next]);
  return kept.includes(next) ? { ...record, subscriptions: sorted(kept) } : record;
}

/**
 * The subscription that stands for its customer: of those that are known the one that paid furthest ahead, then the newest. One of which
 * nothing but a payment is known is taken for active, so that what was paid opens at once.
 */
export function standingSubscription({ subscriptions }: CustomerRecord): Subscription | undefined {
  const [first] = subscriptions.toSorted(
    (a, b) =>
      aheadMs(b) - aheadMs(a) ||
      (b.told?.createdAtMs ?? 0) - (a.told?.createdAtMs ?? 0) ||
      (a.subscriptionId < b.subscriptionId ? 1 : -1),
  );
  return first && stateOf(first);
}

/** Tells whether it was paid for, though no payment is known: it was there before its provider was connected. */
export function lacksPayments(known: KnownSubscription): boolean {
  const status = lastOf(known)?.status;
  return known.paidUntilMs === undefined && status !== 'incomplete' && status !== 'canceled';
}

/** How it stands. What never paid is paid for until it began. */
function stateOf(known: KnownSubscription): Subscription {
  const { status = 'active', endsAtMs } = lastOf(known) ?? {};
  const paidUntilMs = known.paidUntilMs ?? known.told?.createdAtMs ?? 0;
  const { anchorMs } = known.told ?? {};
  return { subscriptionId: known.subscriptionId, status, paidUntilMs, ...present({ endsAtMs, anchorMs }) };
}

/** Until when it covers, but for any grace. */
function aheadMs(known: KnownSubscription): number {
  const { paidUntilMs, endsAtMs = paidUntilMs } = stateOf(known);
  return Math.min(paidUntilMs, endsAtMs);
}

function withFactOf(known: KnownSubscription, fact: CustomerFact): KnownSubscription {
  if (fact.kind === 'period-paid') {
    const isNews = known.paidUntilMs === undefined || fact.untilMs > known.paidUntilMs;
    return isNews ? { ...known, paidUntilMs: fact.untilMs } : known;
  }
  const { atMs, createdAtMs, status, endsAtMs, statusBefore } = fact;
  const told = known.told;
  if (told !== undefined && told.atMs > atMs) return known;
  const telling: Telling = { status, ...present({ endsAtMs, statusBefore }) };
  const before = told?.atMs === atMs ? told.tellings : [];
  const anchorMs = laterOf(told?.atMs === atMs ? told.anchorMs : undefined, fact.anchorMs);
  const isToldAlready = before.some((each) => rankOf(each) === rankOf(telling));
  if (isToldAlready && anchorMs === told?.anchorMs) return known;
  const all = isToldAlready ? before : [...before, telling];
  const tellings = all.toSorted((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1)).slice(0, tellingsMax);
  const isFull = before.length === tellingsMax && !isToldAlready && !tellings.includes(telling);
  if (isFull && anchorMs === told?.anchorMs) return known;
  return {
    ...known,
    told: { createdAtMs: told?.createdAtMs ?? createdAtMs, atMs, ...present({ anchorMs }), tellings },
  };
}

function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** The last of what was told in one second: what nothing else changed from, else what comes later in a subscription's life. */
function lastOf({ told }: KnownSubscription): Telling | undefined {
  const tellings = told?.tellings ?? [];
  const isLeft = ({ status }: Telling) =>
    tellings.some((each) => each.statusBefore === status && each.status !== status);
  return tellings.find((each) => !isLeft(each)) ?? tellings[0];
}

/** How late statuses come, of those that are told at once: what ended doesn't begin again. */
const lateness = {
  incomplete: 0,
  trialing: 1,
  past_due: 2,
  unpaid: 3,
  paused: 4,
  active: 5,
  canceled: 6,
} as const satisfies Record<SubscriptionStatus, number>;

/** Orders tellings: greater is later. */
function rankOf({ status, endsAtMs = 0, statusBefore }: Telling): string {
  const before = statusBefore === undefined ? 0 : subscriptionStatuses.indexOf(statusBefore) + 1;
  return `${lateness[status]}/${String(endsAtMs).padStart(16, '0')}/${before}`;
}

function withoutLeast(all: readonly KnownSubscription[]): readonly KnownSubscription[] {
  const isCanceled = (known: KnownSubscription) => Number(lastOf(known)?.status === 'canceled');
  return all
    .toSorted((a, b) => isCanceled(a) - isCanceled(b) || aheadMs(b) - aheadMs(a))
    .slice(0, knownSubscriptionsMax);
}

function sorted(all: readonly KnownSubscription[]): readonly KnownSubscription[] {
  return all.toSorted((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1));
}
