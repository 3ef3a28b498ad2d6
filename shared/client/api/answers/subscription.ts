/** Written by `npm run openapi`: change the routes, never this. */

/** What pays for the account’s plan, as it was told last. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly status: 'incomplete' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';
  /** The end of the newest period that was paid for. */
  readonly paidUntil: string;
  /** When it was canceled or paused. Left out where it wasn’t. */
  readonly endsAt?: string;
  /** The account’s cycles come to begin with its periods, of which one begins then. */
  readonly cycleAnchor?: string;
  /** From then on the plan’s credits wait: what was paid for, and the plan’s grace where it may still be paid. Left out while the plan’s price is zero. */
  readonly coveredUntil?: string;
}
