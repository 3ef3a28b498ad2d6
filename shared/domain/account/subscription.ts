/** R35: the subscription that pays for an account's plan, and until when it does. */
import type { Plan } from '../catalogue/plan.ts';
import { present } from '../present.ts';
import { dayMs } from '../time.ts';

/** How an account's subscription stands, in the words that providers share. */
export const subscriptionStatuses = [
  'incomplete',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** The subscription that pays for an account's plan. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** The end of the newest period that was paid for, exclusive. */
  readonly paidUntilMs: number;
  /** When it was canceled or paused, if it was. */
  readonly endsAtMs?: number;
  /** An instant at which one of its periods begins: the account's cycles come to begin with them. */
  readonly anchorMs?: number;
}

/** A subscription with what it covers of the plan that the account has. */
export interface ToldSubscription extends Subscription {
  /** From this instant on the plan's credits wait. Undefined while the plan costs nothing. */
  readonly coveredUntilMs?: number;
}

/** Days that a plan goes on after what was paid for, where it says nothing else: providers take hours to collect a renewal. At most 60. */
export const graceDays = 3;
export const graceDaysMax = 60;

/** The subscription with the end of what it covers. A plan whose price is zero is covered by none; one without a price may cost anything. */
export function covering(subscription: Subscription, plan: Covered | undefined): ToldSubscription {
  const { subscriptionId, status, paidUntilMs, endsAtMs, anchorMs } = subscription;
  const told = { subscriptionId, status, paidUntilMs, ...present({ endsAtMs, anchorMs }) };
  if (plan?.price?.millionths === 0) return told;
  return { ...told, coveredUntilMs: paidOrForgivenMs(subscription, (plan?.graceDays ?? graceDays) * dayMs) };
}

type Covered = Pick<Plan, 'graceDays' | 'price'>;

/** The end of what it covers, of an account that was told of one or not; infinite where nothing ends. */
export function coveredUntilMs(subscription: ToldSubscription | undefined): number {
  return subscription?.coveredUntilMs ?? Number.POSITIVE_INFINITY;
}

/** The anchor that cycles follow: that of a subscription that goes on. */
export function anchorOf(subscription: Subscription | undefined): number | undefined {
  const isOver = subscription?.status === 'canceled' || subscription?.status === 'incomplete';
  return isOver ? undefined : subscription?.anchorMs;
}

/** Grace is for whoever may still pay: not for what its provider gave up, or what was ended. */
function paidOrForgivenMs({ status, paidUntilMs, endsAtMs = paidUntilMs }: Subscription, graceMs: number): number {
  switch (status) {
    case 'trialing':
    case 'active':
    case 'past_due':
      return paidUntilMs + graceMs;
    case 'incomplete':
    case 'unpaid':
      return paidUntilMs;
    case 'paused':
    case 'canceled':
      return Math.min(paidUntilMs, endsAtMs);
    default:
      return status satisfies never;
  }
}
