/** Written by `npm run openapi`: change the routes, never this. */

export interface PublishPlanBody {
  /** For people. */
  readonly name?: string;
  /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** Sold by the seat: an account gets the credits once for each of its seats, and the price is one seat’s. A seat’s credits are then at most 99,999.999999. Not when left out. */
  readonly perSeat?: boolean;
  /** How often credits renew. `month` when left out. */
  readonly cycle?: 'week' | 'month' | 'year';
  /** Available credits below which the account counts as low. None when left out. */
  readonly lowBalanceThresholds?: readonly (number | string)[];
  /** What becomes of use beyond the balance by work in progress, and how much there may be. Forgiven, and none, when left out. */
  readonly overrun?: {
    readonly policy: 'forgive' | 'carry';
    /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
    readonly cap: number | string;
  };
  /** Add-ons that accounts of this plan may buy. None when left out. */
  readonly packs?: readonly {
    /** The add-on pack. */
    readonly packId: string;
    /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
    readonly credits: number | string;
    readonly price?: {
      /** In the currency’s unit. */
      readonly amount: number | string;
      /** ISO 4217. */
      readonly currency: string;
    };
    /** Ends so long after its purchase, if that is before the cycle’s end. */
    readonly expiresInSeconds?: number;
  }[];
  readonly price?: {
    /** In the currency’s unit. */
    readonly amount: number | string;
    /** ISO 4217. */
    readonly currency: string;
    readonly interval: 'week' | 'month' | 'year';
  };
  /** How many days ago usage may have occurred that is charged: 35 when left out. What is older is refused as `usage-too-old`. */
  readonly usageWindowDays?: number;
  /** For how many days its credits go on after what was paid for, of accounts with a subscription: 3 when left out, since a provider takes hours to collect a renewal. */
  readonly graceDays?: number;
  /** When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once. */
  readonly effectiveFrom?: string;
}

export interface PublishRateCardBody {
  /** When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once. */
  readonly effectiveFrom?: string;
  /** The plan. */
  readonly planId?: string;
  /** Other names of what comes before a SKU’s last dot. What is charged by such a name is priced, and written down, as the SKU itself. */
  readonly aliases?: { readonly [name: string]: string };
  readonly prices: readonly {
    /** A priced thing of the rate card. */
    readonly sku: string;
    /** What kind of consumption it is. */
    readonly category: 'ai' | 'infrastructure' | 'platform';
    /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
    readonly credits: number | string;
    /** Units that `credits` buys. 1 when left out. */
    readonly per?: number;
    /** What one unit is. */
    readonly unit?: string;
    /** A counter of this card’s own, by any name; each SKU is one too. */
    readonly countsAs?: string;
    /** What the price becomes within one charge. `graduated`: what lies above a step is priced by it. `threshold`: all of it is, once this SKU’s quantity has passed the step, or what the charge adds to the counter `of`. */
    readonly tiers?:
      | {
          readonly mode: 'graduated';
          readonly steps: readonly {
            /** Rules for more than so many units. */
            readonly above: number;
            /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
            readonly credits: number | string;
            /** Units that `credits` buys. 1 when left out. */
            readonly per?: number;
          }[];
        }
      | {
          readonly mode: 'threshold';
          /** A counter of this card’s own, by any name; each SKU is one too. */
          readonly of?: string;
          readonly steps: readonly {
            /** Rules for more than so many units. */
            readonly above: number;
            /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
            readonly credits: number | string;
            /** Units that `credits` buys. 1 when left out. */
            readonly per?: number;
          }[];
        };
  }[];
}

export interface ReplayRateCardQuery {
  /** The last whole cycle of each account, when left out; or the present one, as far as it has come. */
  readonly cycle?: 'last' | 'present';
  /** Accounts looked at, 1 to 50; 50 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same card and cycle. */
  readonly cursor?: string;
}

export interface ReplayRateCardBody {
  /** When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once. */
  readonly effectiveFrom?: string;
  /** The plan. */
  readonly planId?: string;
  /** Other names of what comes before a SKU’s last dot. What is charged by such a name is priced, and written down, as the SKU itself. */
  readonly aliases?: { readonly [name: string]: string };
  readonly prices: readonly {
    /** A priced thing of the rate card. */
    readonly sku: string;
    /** What kind of consumption it is. */
    readonly category: 'ai' | 'infrastructure' | 'platform';
    /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
    readonly credits: number | string;
    /** Units that `credits` buys. 1 when left out. */
    readonly per?: number;
    /** What one unit is. */
    readonly unit?: string;
    /** A counter of this card’s own, by any name; each SKU is one too. */
    readonly countsAs?: string;
    /** What the price becomes within one charge. `graduated`: what lies above a step is priced by it. `threshold`: all of it is, once this SKU’s quantity has passed the step, or what the charge adds to the counter `of`. */
    readonly tiers?:
      | {
          readonly mode: 'graduated';
          readonly steps: readonly {
            /** Rules for more than so many units. */
            readonly above: number;
            /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
            readonly credits: number | string;
            /** Units that `credits` buys. 1 when left out. */
            readonly per?: number;
          }[];
        }
      | {
          readonly mode: 'threshold';
          /** A counter of this card’s own, by any name; each SKU is one too. */
          readonly of?: string;
          readonly steps: readonly {
            /** Rules for more than so many units. */
            readonly above: number;
            /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
            readonly credits: number | string;
            /** Units that `credits` buys. 1 when left out. */
            readonly per?: number;
          }[];
        };
  }[];
}

export interface PublishPromotionBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** The one category that its credits pay for, before all else. Every one when left out. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** When the code ends: ahead. From this instant on it is refused. */
  readonly endsAt: string;
  /** How long its credits live once they are given, past the cycle if need be. Until the account’s cycle ends when left out. */
  readonly expiresInSeconds?: number;
  /** How often it may be redeemed, by all accounts together. */
  readonly uses: number;
}
