/** Written by `npm run openapi`: change the routes, never this. */

export interface PurchasePackBody {
  /** The add-on pack. */
  readonly packId: string;
  /** The payment’s own id. One payment buys once. */
  readonly paymentId: string;
  /** What was paid, taxes included: it is kept with the purchase, and changes no credits. */
  readonly paid?: {
    /** In the currency’s unit. */
    readonly amount: number | string;
    /** ISO 4217. */
    readonly currency: string;
    /** What whoever took the payment kept of it, in the currency of their settlement. */
    readonly fee?: {
      /** In the currency’s unit. */
      readonly amount: number | string;
      /** ISO 4217. */
      readonly currency: string;
    };
  };
}

export interface TellSubscriptionBody {
  /** The subscription’s own id, with whoever collects it. */
  readonly subscriptionId: string;
  /** How it stands. While it is `trialing`, `active` or `past_due` the plan’s grace goes on after `paidUntil`; `incomplete` and `unpaid` have none, `paused` and `canceled` end at `endsAt`. */
  readonly status: 'incomplete' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';
  /** The end of the newest period that was paid for, or that costs nothing. */
  readonly paidUntil: string;
  /** When it was canceled or paused, if it was. */
  readonly endsAt?: string;
  /** An instant at which one of its periods begins: the account’s cycles come to begin with them, from the next boundary on. They stay as they are when left out. */
  readonly cycleAnchor?: string;
}

export interface RedeemPromotionBody {
  /** The promotion’s code, as it is typed in: upper and lower case differ. */
  readonly code: string;
}

export interface AdjustCreditsBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** `add` grants credits until the cycle ends, or until `expiresAt`; `remove` takes credits, all or nothing. `add` when left out. */
  readonly direction?: 'add' | 'remove';
  /** When credits that are added end: after now, and at most ten years later. It may lie past the cycle’s end, and past many of them. With the cycle when left out. */
  readonly expiresAt?: string;
  /** The one category that what is added pays for, before all else. Every one when left out. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Why, for the ledger. */
  readonly reason: string;
  /** Who answers for it. */
  readonly actor: string;
}

export interface VoidGrantBody {
  /** Why, for the ledger. */
  readonly reason: string;
  /** Who answers for it. */
  readonly actor: string;
}

export interface RefundPurchaseBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits?: number | string;
  /** The refund’s own id: told twice, under whatever keys, it is one. */
  readonly refundId?: string;
  /** Why. */
  readonly reason?: string;
}

export interface ChargeBackPurchaseBody {
  /** The dispute’s own id: told twice, under whatever keys, it is one. */
  readonly disputeId?: string;
  /** Why. */
  readonly reason?: string;
}

export interface ReinstatePurchaseBody {
  /** The dispute’s own id: told twice, under whatever keys, it is one. */
  readonly disputeId?: string;
  /** Why. */
  readonly reason?: string;
}
