/**
 * Reads Stripe's subscriptions and their invoices. What pays for a period is the line of a subscription's own price, not one of a
 * proration: an upgrade in the middle of a period that wasn't paid doesn't pay for it.
 */
import * as z from 'zod/mini';
import type { SubscriptionStatus } from '../../domain/account/subscription.ts';
import type { PeriodPaidFact, SubscriptionFact } from '../../domain/account/subscription-fact.ts';
import { present } from '../../domain/present.ts';
import { reference } from './stripe-reference.ts';

const seconds = z.int().check(z.minimum(0));

/** Members of an object that its event says were different before. */
const previousAttributes = z.nullish(z.object({ status: z.nullish(z.string()) }));

const subscription = z.object({
  id: z.string(),
  customer: reference,
  status: z.string(),
  created: seconds,
  billing_cycle_anchor: z.nullish(seconds),
  ended_at: z.nullish(seconds),
});
/** A line: `type` and `proration` are of before 2025-03-31, `parent` is of after. */
const line = z.object({
  type: z.nullish(z.string()),
  proration: z.nullish(z.boolean()),
  subscription: reference,
  parent: z.nullish(
    z.object({
      type: z.nullish(z.string()),
      subscription_item_details: z.nullish(z.object({ proration: z.nullish(z.boolean()), subscription: reference })),
    }),
  ),
  period: z.object({ end: seconds }),
});
const invoice = z.object({
  status: z.nullish(z.string()),
  customer: reference,
  subscription: reference,
  parent: z.nullish(z.object({ subscription_details: z.nullish(z.object({ subscription: reference })) })),
  lines: z.object({ data: z.array(line), has_more: z.nullish(z.boolean()) }),
});

const statuses: Readonly<Record<string, SubscriptionStatus>> = {
  incomplete: 'incomplete',
  incomplete_expired: 'canceled',
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  unpaid: 'unpaid',
  paused: 'paused',
  canceled: 'canceled',
};

/** How a subscription stands. One of a status that isn't known here tells nothing. */
export function subscriptionFact(object: unknown, createdMs: number, previous?: unknown): SubscriptionFact | undefined {
  const { id, customer, status: told, created, ended_at, billing_cycle_anchor: anchor } = subscription.parse(object);
  const status = statusOf(told);
  if (customer === undefined || status === undefined) return undefined;
  return {
    kind: 'subscription',
    customerId: customer,
    subscriptionId: id,
    status,
    atMs: createdMs,
    createdAtMs: created * 1000,
    ...present({
      anchorMs: typeof anchor === 'number' ? anchor * 1000 : undefined,
      endsAtMs: endOf(status, ended_at, createdMs),
      statusBefore: statusOf(previousAttributes.parse(previous)?.status),
    }),
  };
}

/** Tells that the line of a paid invoice's own period may be among those that didn't come with it: the first ten do. */
export function mayHidePeriod(object: unknown): boolean {
  const { status, lines } = invoice.parse(object);
  return status === 'paid' && lines.has_more === true && paidPeriod(object) === undefined;
}

/** The period that an invoice paid for; undefined of one that isn't paid, or is of something else. */
export function paidPeriod(object: unknown): PeriodPaidFact | undefined {
  const { status, customer, lines, ...of } = invoice.parse(object);
  const subscriptionId = of.subscription ?? of.parent?.subscription_details?.subscription;
  if (status !== 'paid' || customer === undefined || subscriptionId === undefined) return undefined;
  const ends = lines.data.filter((each) => isOfPeriod(each, subscriptionId)).map(({ period }) => period.end);
  if (ends.length === 0) return undefined;
  return { kind: 'period-paid', customerId: customer, subscriptionId, untilMs: Math.max(...ends) * 1000 };
}

function isOfPeriod({ type, proration, parent, ...of }: z.output<typeof line>, subscriptionId: string): boolean {
  const details = parent?.subscription_item_details;
  const isOwn = type === 'subscription' || parent?.type === 'subscription_item_details';
  const isProration = proration === true || details?.proration === true;
  return isOwn && !isProration && (of.subscription ?? details?.subscription ?? subscriptionId) === subscriptionId;
}

function endOf(status: SubscriptionStatus, endedAt: number | null | undefined, toldMs: number): number | undefined {
  if (status === 'canceled') return typeof endedAt === 'number' ? endedAt * 1000 : toldMs;
  return status === 'paused' ? toldMs : undefined;
}

function statusOf(status: string | null | undefined): SubscriptionStatus | undefined {
  return status && Object.hasOwn(statuses, status) ? statuses[status] : undefined;
}
