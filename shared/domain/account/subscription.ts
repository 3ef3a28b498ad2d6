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
}
