/**
 * Every operation of the API: how it is called, what it answers, and what the client has to know to carry it out.
 * `npm run openapi` writes this file from the route table: change the routes, never this.
 */
import type { AnswerShape, CallOptions } from './answer.ts';

/** RFC 9457, with what the caller needs to act. */
export interface Problem {
  /** Stable; GET it for the meaning. */
  readonly type: string;
  readonly code:
    | 'invalid-request'
    | 'idempotency-key-invalid'
    | 'not-authorized'
    | 'route-not-found'
    | 'method-not-allowed'
    | 'request-too-large'
    | 'internal-error'
    | 'account-quarantined'
    | 'unavailable'
    | 'account-not-found'
    | 'plan-not-found'
    | 'rate-card-not-found'
    | 'idempotency-key-reused'
    | 'account-exists'
    | 'version-exists'
    | 'account-closed'
    | 'usage-in-future'
    | 'usage-too-old'
    | 'plan-unknown'
    | 'plan-change-not-now'
    | 'pack-unknown'
    | 'sku-unknown'
    | 'sku-not-standing'
    | 'standing-usage-not-found'
    | 'standing-usage-limit'
    | 'payment-not-found'
    | 'nothing-to-refund'
    | 'refund-reused'
    | 'refund-too-large'
    | 'cycle-not-found'
    | 'statement-too-long'
    | 'entry-not-found'
    | 'entry-not-reversible'
    | 'entry-reversed'
    | 'reversal-too-large'
    | 'usage-not-charged'
    | 'payment-reused'
    | 'payment-claimed'
    | 'watched-accounts-limit'
    | 'balance-limit'
    | 'hold-not-found'
    | 'hold-settled'
    | 'hold-expired'
    | 'hold-category'
    | 'holds-open'
    | 'too-many-holds'
    | 'limit-not-found'
    | 'too-many-limits'
    | 'limit-reached'
    | 'insufficient-credits'
    | 'hold-limit'
    | 'limit-limit';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Whether the very same request may succeed later. */
  readonly retryable: boolean;
  readonly errors?: readonly {
    readonly field: string;
    readonly message: string;
  }[];
  /** Credits, exact to 6 decimals. */
  readonly available?: number;
  /** Credits, exact to 6 decimals. */
  readonly held?: number;
  /** Credits, exact to 6 decimals. */
  readonly required?: number;
  /** Credits, exact to 6 decimals. */
  readonly shortfall?: number;
  readonly restore?: Restore;
  /** ISO 8601 in UTC with milliseconds. */
  readonly renewsAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly earliest?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly latest?: string;
  readonly state?: 'open' | 'captured' | 'released' | 'expired';
  readonly limitId?: string;
  readonly sku?: string;
  readonly planId?: string;
  readonly packId?: string;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly reversedBy?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly boughtBy?: number;
  /** Credits, exact to 6 decimals. */
  readonly reversible?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly refundedBy?: number;
  /** Credits, exact to 6 decimals. */
  readonly refundable?: number;
  readonly requestId?: string;
  readonly [name: string]: unknown;
}

/** How the charge gets through. */
export interface Restore {
  /** The packs among the ways. */
  readonly packs: readonly {
    readonly packId: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
  }[];
  /** The renewal among the ways. */
  readonly renewsAt?: string;
  /** When work in progress ends at the latest: the soonest twenty of them. */
  readonly holdEnds?: readonly string[];
  /** Every way that helps, the smallest first; empty when nothing in sight does. */
  readonly ways?: readonly Way[];
}

/** Done alone, it lets the very same charge through, if nothing else is used. */
export type Way =
  | {
      readonly kind: 'hold-end';
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
    }
  | {
      readonly kind: 'raise-limits';
      readonly limits: readonly {
        readonly limitId: string;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
      }[];
    }
  | {
      readonly kind: 'packs';
      readonly packId: string;
      readonly count: number;
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      readonly price?: {
        readonly amount: number;
        readonly currency: string;
      };
    }
  | {
      readonly kind: 'renewal';
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly renewals: number;
    };

export interface Account {
  readonly accountId: string;
  readonly planId: string;
  /** The plan of the next cycle, where a change waits for it. */
  readonly nextPlanId?: string;
  /** `exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay. `quarantined`: its books disagree, or can’t be read; nothing changes it until people have looked, and what is shown is what can be proved. */
  readonly state: 'active' | 'exhausted' | 'quarantined' | 'closed';
  /** ISO 8601 in UTC with milliseconds. */
  readonly exhaustedSince?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly closedAt?: string;
  /** What can be spent now. */
  readonly available: number;
  /** Set aside for work in progress. */
  readonly held: number;
  /** What work in progress and standing usage took beyond what was available. */
  readonly overrun: number;
  /** Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none. */
  readonly debt?: number;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly seq: number;
  readonly cycle: {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  /** ISO 8601 in UTC with milliseconds. */
  readonly renewsAt: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly cycleAnchor: string;
  readonly timeZone: string;
  readonly grants: readonly Grant[];
  readonly autoTopUp?: AutoTopUp;
  readonly quarantine?: Quarantine;
}

/** Credits with a source and an end. At `expiresAt` it is worth nothing. */
export interface Grant {
  readonly grantId: string;
  readonly source: 'plan' | 'adjustment' | 'add-on';
  /** Credits, exact to 6 decimals. */
  readonly granted: number;
  /** What usage took of it. */
  readonly used: number;
  /** Taken back with its payment: by refunds and chargebacks. Left out where nothing was. */
  readonly refunded?: number;
  /** Gone into debt or overrun of the account. Left out where nothing was. */
  readonly repaid?: number;
  /** Taken back by an operator’s adjustments. Left out where nothing was. */
  readonly corrected?: number;
  /** Credits, exact to 6 decimals. */
  readonly held: number;
  /** Credits, exact to 6 decimals. */
  readonly remaining: number;
  /** Of a grant that has ended, while holds pin some of it. */
  readonly lost?: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
}

/** A pack is asked for when less than the threshold is available. */
export interface AutoTopUp {
  readonly packId: string;
  /** Credits, exact to 6 decimals. */
  readonly threshold: number;
  readonly maxPerCycle: number;
}

/** Why nothing changes the account. An operator repairs it, or lifts the quarantine. */
export interface Quarantine {
  /** ISO 8601 in UTC with milliseconds. */
  readonly since: string;
  /** What is wrong, each with the entry that it is about, as `entry 5: …`. */
  readonly findings: readonly string[];
}

export interface OpenAccountBody {
  /** The plan. */
  readonly planId: string;
  /** Fixes the cycle’s boundaries: anchor + n cycles. The instant of opening when left out. */
  readonly cycleAnchor?: string;
  /** IANA zone in which cycle boundaries are reckoned. UTC when left out. */
  readonly timeZone?: string;
}

export interface ListAccountsAnswer {
  readonly accountIds: readonly string[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
}

export interface ListAccountsQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

/** The answer to a change, and to every repetition of it. */
export interface Receipt {
  readonly entry: {
    readonly accountId: string;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq: number;
    readonly type:
      | 'grant'
      | 'plan-change'
      | 'debit'
      | 'accrual'
      | 'hold'
      | 'extension'
      | 'report'
      | 'capture'
      | 'release'
      | 'hold-expiry'
      | 'reversal'
      | 'correction'
      | 'refund'
      | 'chargeback'
      | 'expiry'
      | 'waiver'
      | 'standing-usage'
      | 'limit'
      | 'notice'
      | 'auto-top-up'
      | 'closure';
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly dimensions?: { readonly [name: string]: string };
    /** ISO 8601 in UTC with milliseconds. */
    readonly occurredAt?: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly expiresAt?: string;
    readonly planId?: string;
    /** Of a plan change that waits for the boundary. */
    readonly effectiveAt?: string;
    readonly packId?: string;
    readonly paymentId?: string;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly reverses?: number;
    readonly refundId?: string;
    /** What was undone of the same entry in all, this included. */
    readonly inAll?: {
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      readonly lines?: readonly PriceLine[];
    };
    /** Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt. */
    readonly uncovered?: number;
    /** The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal. */
    readonly overrun?: number;
    /** The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were charged back. */
    readonly repaidDebt?: number;
    /** The part of a grant that repaid overrun. */
    readonly repaidOverrun?: number;
    /** Overrun of its hold that was counted before. */
    readonly uncoveredBefore?: number;
    /** What was set aside and is given back; of a reversal, what had repaid its overrun. */
    readonly returned?: readonly Slice[];
    readonly decision?: 'continue' | 'pause';
    /** Charged after its hold had expired. */
    readonly late?: true;
    /** A spending limit from now on; without credits it is gone. */
    readonly limit?: {
      readonly limitId: string;
      readonly category?: 'ai' | 'infrastructure' | 'platform';
      readonly dimension?: {
        readonly name: string;
        readonly value: string;
      };
      /** Credits, exact to 6 decimals. */
      readonly credits?: number;
    };
    readonly kept?: readonly Kept[];
    /** What is kept from now on; zero ends it. */
    readonly standing?: {
      readonly usageId: string;
      readonly sku: string;
      readonly quantity: number;
    };
    readonly autoTopUp?: AutoTopUp;
    readonly reason?: string;
    readonly actor?: string;
    /** SHA-256, hexadecimal. */
    readonly hash: string;
  };
  readonly slices: readonly Slice[];
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly balance: Balance;
}

/** A line’s share of the debit; the shares add up exactly. */
export interface PriceLine {
  readonly sku: string;
  readonly quantity: number;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
}

/** What one grant paid, or got back. */
export interface Slice {
  readonly grantId: string;
  readonly source: 'plan' | 'adjustment' | 'add-on';
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  /** The grant had ended: these credits are lost. */
  readonly forfeited?: true;
}

/** What was kept at one price from one instant to another. */
export interface Kept {
  readonly usageId: string;
  readonly sku: string;
  readonly quantity: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly from: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly until: string;
  readonly rateCard: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
}

export interface Balance {
  /** What can be spent now. */
  readonly available: number;
  /** Set aside for work in progress. */
  readonly held: number;
  /** What work in progress and standing usage took beyond what was available. */
  readonly overrun: number;
  /** Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none. */
  readonly debt?: number;
}

export interface Access {
  readonly ai: Verdict;
  readonly infrastructure: Verdict;
  readonly platform: Verdict;
  readonly read: {
    readonly allowed: true;
  };
  /** Credits, exact to 6 decimals. */
  readonly available: number;
  readonly restore?: Restore;
}

export interface Verdict {
  readonly allowed: boolean;
  readonly reason?: 'quarantined' | 'closed' | 'exhausted' | 'limit-reached' | 'insufficient-credits';
  readonly effect?: 'paused' | 'restricted' | 'refused';
  /** The spending limit that denies it. */
  readonly limitId?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly since?: string;
}

export interface CheckAccessQuery {
  /** Whether so many credits could be debited now. */
  readonly credits?: string;
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Whether this usage could be debited now: `sku:quantity`, several separated by commas. */
  readonly usage?: string;
  /** Whose use it would be, for spending limits: `name:value`, several separated by commas; or, for values with commas in them, the JSON object that a debit takes. */
  readonly dimensions?: string;
}

export interface ChangePlanBody {
  /** The plan. */
  readonly planId: string;
  /** `now` for at least as many credits in the same cycle; anything else waits for the boundary. Left out: now where that is possible, else `next-cycle`. */
  readonly when?: 'now' | 'next-cycle';
}

export interface Quote {
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly account?: {
    /** Credits, exact to 6 decimals. */
    readonly available: number;
    /** Set aside for work in progress. */
    readonly held: number;
    /** Whether the debit would go through now. */
    readonly affordable: boolean;
    /** Why not: the code of the problem that the debit would be answered. */
    readonly reason?: 'account-quarantined' | 'account-closed' | 'limit-reached' | 'insufficient-credits';
    /** The spending limit that stops it. */
    readonly limitId?: string;
    /** What is missing of the balance; a limit may stop it all the same. */
    readonly shortfall: number;
    /** Now, or when work in progress ends, or the first of the next twelve renewals that lets it through; null when none does. */
    readonly earliest: string | null;
    /** How many renewals that is away: 0 now, 1 with the next. */
    readonly renewals: number | null;
    /** The cheapest way to buy what is missing, a debt to repay included: so many of one pack. Null when none helps. */
    readonly pack: {
      readonly packId: string;
      readonly count: number;
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      readonly price?: {
        readonly amount: number;
        readonly currency: string;
      };
    } | null;
    readonly restore?: Restore;
    readonly outlook?:
      | {
          readonly status: 'forecast';
          /** Beside the job, the use that is to be expected until the renewal is covered `surely` (with room for something unforeseen as large as four usual weeks), `likely` (half the time or more), or `unlikely`: then run it after the renewal, or with the pack. */
          readonly fits: 'surely' | 'likely' | 'unlikely';
          readonly leaves: number | null;
          /** Until the renewal, beside the job. */
          readonly expectedUse: {
            /** One in ten ends below. */
            readonly low: number;
            /** Half of them end below. */
            readonly likely: number;
            /** One in ten ends above. */
            readonly high: number;
          };
          /** ISO 8601 in UTC with milliseconds. */
          readonly renewsAt: string;
          /** What of the job and of likely use nothing is there for. */
          readonly missing: number;
          /** The cheapest way to buy that now. */
          readonly pack: {
            readonly packId: string;
            readonly count: number;
            /** Credits, exact to 6 decimals. */
            readonly credits: number;
            readonly price?: {
              readonly amount: number;
              readonly currency: string;
            };
          } | null;
        }
      | Abstention;
  };
}

/** Why nothing is foretold, and when it will be. */
export interface Abstention {
  readonly status: 'abstains';
  /** `history-short`: of fewer days than are needed to look so far ahead. `use-changed`: the habit broke so many days ago (`historyDays`): use stopped, or went on at another level. `use-rare`: something was used in too few hours to know a pattern. */
  readonly reason: 'history-short' | 'use-changed' | 'use-rare';
  readonly historyDays: number;
  readonly historyDaysMin: number;
  readonly usedHours: number;
  readonly usedHoursMin: number;
}

export type QuoteUsageBody =
  | {
      /** What was used; priced by the rate card in effect. All of one category. */
      readonly usage: readonly {
        /** A priced thing of the rate card. */
        readonly sku: string;
        /** How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals. */
        readonly quantity: number | string;
      }[];
      /** The account, by the id its owner gave it. */
      readonly accountId?: string;
      /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
      readonly dimensions?: { readonly [name: string]: string };
      /** With an account: also what the job leaves for the use that is to be expected until the renewal. It reads eight weeks of usage, where a quote reads the account alone. */
      readonly outlook?: boolean;
    }
  | {
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly credits: number | string;
      /** What kind of consumption it is. */
      readonly category?: 'ai' | 'infrastructure' | 'platform';
      /** The account, by the id its owner gave it. */
      readonly accountId?: string;
      /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
      readonly dimensions?: { readonly [name: string]: string };
      /** With an account: also what the job leaves for the use that is to be expected until the renewal. It reads eight weeks of usage, where a quote reads the account alone. */
      readonly outlook?: boolean;
    };

export type DebitCreditsBody =
  | {
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly credits: number | string;
      /** What kind of consumption it is. */
      readonly category: 'ai' | 'infrastructure' | 'platform';
      /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
      readonly dimensions?: { readonly [name: string]: string };
      /** When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays. */
      readonly occurredAt?: string;
    }
  | {
      /** What was used; priced by the rate card in effect. All of one category. */
      readonly usage: readonly {
        /** A priced thing of the rate card. */
        readonly sku: string;
        /** How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals. */
        readonly quantity: number | string;
      }[];
      /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
      readonly dimensions?: { readonly [name: string]: string };
      /** When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays. */
      readonly occurredAt?: string;
    };

export interface DebitBatchAnswer {
  readonly results: readonly {
    readonly status: number;
    /** The answer was given before, under this key. */
    readonly replayed?: true;
    readonly body: Receipt | Problem;
  }[];
}

export interface DebitBatchBody {
  /** Debits of any accounts, each with its own key and its own answer. */
  readonly debits: readonly (
    | {
        /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
        readonly credits: number | string;
        /** What kind of consumption it is. */
        readonly category: 'ai' | 'infrastructure' | 'platform';
        /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
        readonly dimensions?: { readonly [name: string]: string };
        /** When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays. */
        readonly occurredAt?: string;
        /** The account, by the id its owner gave it. */
        readonly accountId: string;
        /** Makes the request safe to repeat: the same key with the same content gives the first answer, for ever. */
        readonly idempotencyKey: string;
      }
    | {
        /** What was used; priced by the rate card in effect. All of one category. */
        readonly usage: readonly {
          /** A priced thing of the rate card. */
          readonly sku: string;
          /** How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals. */
          readonly quantity: number | string;
        }[];
        /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
        readonly dimensions?: { readonly [name: string]: string };
        /** When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays. */
        readonly occurredAt?: string;
        /** The account, by the id its owner gave it. */
        readonly accountId: string;
        /** Makes the request safe to repeat: the same key with the same content gives the first answer, for ever. */
        readonly idempotencyKey: string;
      }
  )[];
}

export interface ReverseDebitBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits?: number | string;
  /** Usage of the entry to give back: each line’s share of its credits. Of what is kept over time, a quantity for all of the time. */
  readonly usage?: readonly {
    /** A priced thing of the rate card. */
    readonly sku: string;
    /** Above 0, up to 10¹², at most 6 decimals. */
    readonly quantity: number | string;
  }[];
  /** Grants anew, as an adjustment until the cycle ends, what grants that have ended had paid. Otherwise that is forfeited. */
  readonly reissue?: boolean;
  /** Why. */
  readonly reason?: string;
}

/** The receipt of a change of a hold, and the hold as it leaves it. */
export interface HoldReceipt {
  readonly entry: {
    readonly accountId: string;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq: number;
    readonly type:
      | 'grant'
      | 'plan-change'
      | 'debit'
      | 'accrual'
      | 'hold'
      | 'extension'
      | 'report'
      | 'capture'
      | 'release'
      | 'hold-expiry'
      | 'reversal'
      | 'correction'
      | 'refund'
      | 'chargeback'
      | 'expiry'
      | 'waiver'
      | 'standing-usage'
      | 'limit'
      | 'notice'
      | 'auto-top-up'
      | 'closure';
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly dimensions?: { readonly [name: string]: string };
    /** ISO 8601 in UTC with milliseconds. */
    readonly occurredAt?: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly expiresAt?: string;
    readonly planId?: string;
    /** Of a plan change that waits for the boundary. */
    readonly effectiveAt?: string;
    readonly packId?: string;
    readonly paymentId?: string;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly reverses?: number;
    readonly refundId?: string;
    /** What was undone of the same entry in all, this included. */
    readonly inAll?: {
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      readonly lines?: readonly PriceLine[];
    };
    /** Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt. */
    readonly uncovered?: number;
    /** The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal. */
    readonly overrun?: number;
    /** The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were charged back. */
    readonly repaidDebt?: number;
    /** The part of a grant that repaid overrun. */
    readonly repaidOverrun?: number;
    /** Overrun of its hold that was counted before. */
    readonly uncoveredBefore?: number;
    /** What was set aside and is given back; of a reversal, what had repaid its overrun. */
    readonly returned?: readonly Slice[];
    readonly decision?: 'continue' | 'pause';
    /** Charged after its hold had expired. */
    readonly late?: true;
    /** A spending limit from now on; without credits it is gone. */
    readonly limit?: {
      readonly limitId: string;
      readonly category?: 'ai' | 'infrastructure' | 'platform';
      readonly dimension?: {
        readonly name: string;
        readonly value: string;
      };
      /** Credits, exact to 6 decimals. */
      readonly credits?: number;
    };
    readonly kept?: readonly Kept[];
    /** What is kept from now on; zero ends it. */
    readonly standing?: {
      readonly usageId: string;
      readonly sku: string;
      readonly quantity: number;
    };
    readonly autoTopUp?: AutoTopUp;
    readonly reason?: string;
    readonly actor?: string;
    /** SHA-256, hexadecimal. */
    readonly hash: string;
  };
  readonly slices: readonly Slice[];
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly balance: Balance;
  readonly hold: Hold;
}

/** Credits set aside for work in progress. */
export interface Hold {
  readonly holdId: string;
  readonly state: 'open' | 'captured' | 'released' | 'expired';
  readonly category: 'ai' | 'infrastructure' | 'platform';
  /** Set aside, in all. */
  readonly credits: number;
  /** Reported so far; once settled, what was charged. */
  readonly used: number;
  /** What it may use beyond that, as overrun. */
  readonly overrun?: number;
  readonly slices: readonly Slice[];
  /** What an extension sets aside beyond what is used. */
  readonly slice: number;
  readonly whenExhausted: 'complete' | 'pause';
  readonly dimensions?: { readonly [name: string]: string };
  readonly limitIds?: readonly string[];
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
  /** In effect when it was authorized: its work is priced by it to the end. */
  readonly rateCard?: string;
  /** When what it has used was last made durable. At most a tenth of what is set aside, or 5 s of use, is newer. */
  readonly reportedAt?: string;
}

export type AuthorizeHoldBody =
  | {
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly credits: number | string;
      /** What kind of consumption it is. */
      readonly category: 'ai' | 'infrastructure' | 'platform';
      /** How long the hold lives: 1 second to 24 hours, 10 minutes when left out. */
      readonly expiresInSeconds?: number;
      /** When the work needs more than there is: `complete` takes what is available and overruns up to the plan’s cap, `pause` is told to pause. `pause` when left out. */
      readonly whenExhausted?: 'complete' | 'pause';
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly slice?: number | string;
      /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
      readonly dimensions?: { readonly [name: string]: string };
    }
  | {
      /** What was used; priced by the rate card in effect. All of one category. */
      readonly usage: readonly {
        /** A priced thing of the rate card. */
        readonly sku: string;
        /** How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals. */
        readonly quantity: number | string;
      }[];
      /** How long the hold lives: 1 second to 24 hours, 10 minutes when left out. */
      readonly expiresInSeconds?: number;
      /** When the work needs more than there is: `complete` takes what is available and overruns up to the plan’s cap, `pause` is told to pause. `pause` when left out. */
      readonly whenExhausted?: 'complete' | 'pause';
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly slice?: number | string;
      /** Who and what used the credits: user, team, model, workflow, resource... Up to 8. */
      readonly dimensions?: { readonly [name: string]: string };
    };

export interface ListHoldsAnswer {
  readonly holds: readonly Hold[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
  /** Ids of holds whose items can’t be read; the ledger tells of them. */
  readonly unreadable?: readonly string[];
  readonly quarantine?: Quarantine;
}

export interface ListHoldsQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

export interface ReportUsageAnswer {
  /** Whether the work may go on. After `pause`, report again once there are credits. */
  readonly decision: 'continue' | 'pause';
  readonly hold: Hold;
}

export type ReportUsageBody =
  | {
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly credits: number | string;
      /** Extend the hold as soon as less than this is left of it, so that the work never waits for funds. Without it, once nothing is left. */
      readonly leftMin?: number | string;
    }
  | {
      /** What was used; priced by the rate card in effect. All of one category. */
      readonly usage: readonly {
        /** A priced thing of the rate card. */
        readonly sku: string;
        /** How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals. */
        readonly quantity: number | string;
      }[];
      /** Extend the hold as soon as less than this is left of it, so that the work never waits for funds. Without it, once nothing is left. */
      readonly leftMin?: number | string;
    };

export type CaptureHoldBody =
  | {
      /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
      readonly credits: number | string;
      /** If the hold has expired: charge what wasn’t charged then as a fresh debit, instead of a refusal. `false` when left out. */
      readonly late?: boolean;
    }
  | {
      /** What was used; priced by the rate card in effect. All of one category. */
      readonly usage: readonly {
        /** A priced thing of the rate card. */
        readonly sku: string;
        /** How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals. */
        readonly quantity: number | string;
      }[];
      /** If the hold has expired: charge what wasn’t charged then as a fresh debit, instead of a refusal. `false` when left out. */
      readonly late?: boolean;
    };

export interface ReleaseHoldBody {
  /** Why. */
  readonly reason?: string;
}

/** What a category, or a dimension’s value, may use in a cycle. */
export interface SetLimitBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  readonly dimension?: {
    readonly name: string;
    readonly value: string;
  };
}

export interface ListLimitsAnswer {
  readonly limits: readonly {
    readonly limitId: string;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly dimension?: {
      readonly name: string;
      readonly value: string;
    };
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    /** Credits, exact to 6 decimals. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly held: number;
  }[];
  readonly quarantine?: Quarantine;
}

export interface KeepStandingUsageBody {
  /** A priced thing of the rate card. */
  readonly sku: string;
  /** How much is kept: above 0, up to 10¹², at most 6 decimals. */
  readonly quantity: number | string;
}

export interface ListStandingUsageAnswer {
  readonly standingUsages: readonly {
    readonly usageId: string;
    readonly sku: string;
    readonly quantity: number;
    /** The one it was last charged by. */
    readonly rateCard: string;
    /** Credits, exact to 6 decimals. */
    readonly creditsPerDay: number;
  }[];
  /** Up to when it is charged. */
  readonly accruedAt: string;
  /** What was kept since then will cost, if it were charged now. */
  readonly accruing: number;
  readonly quarantine?: Quarantine;
}

export interface PurchasePackBody {
  /** The add-on pack. */
  readonly packId: string;
  /** The payment’s own id. One payment buys once. */
  readonly paymentId: string;
}

export interface AdjustCreditsBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** `add` grants credits until the cycle ends; `remove` takes credits, all or nothing. `add` when left out. */
  readonly direction?: 'add' | 'remove';
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
  /** Why. */
  readonly reason?: string;
}

/** One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON, in UTF-8, of all its other members: sorted by the UTF-16 code units of their names, no white space, texts and numbers as RFC 8785 writes them. A number of more than 15 digits, as a quantity may be, goes in with exactly the digits of this answer, never rounded to a double: read it by its text. */
export interface Entry {
  readonly accountId: string;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly seq: number;
  readonly type:
    | 'grant'
    | 'plan-change'
    | 'debit'
    | 'accrual'
    | 'hold'
    | 'extension'
    | 'report'
    | 'capture'
    | 'release'
    | 'hold-expiry'
    | 'reversal'
    | 'correction'
    | 'refund'
    | 'chargeback'
    | 'expiry'
    | 'waiver'
    | 'standing-usage'
    | 'limit'
    | 'notice'
    | 'auto-top-up'
    | 'closure';
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly cycle: number;
  readonly slices: readonly Slice[];
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly dimensions?: { readonly [name: string]: string };
  /** ISO 8601 in UTC with milliseconds. */
  readonly occurredAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly cycleStart?: string;
  readonly planId?: string;
  /** Of a plan change that waits for the boundary. */
  readonly effectiveAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly cycleAnchor?: string;
  readonly timeZone?: string;
  readonly packId?: string;
  readonly paymentId?: string;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly reverses?: number;
  readonly refundId?: string;
  /** What was undone of the same entry in all, this included. */
  readonly inAll?: {
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    readonly lines?: readonly PriceLine[];
  };
  /** Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt. */
  readonly uncovered?: number;
  /** The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal. */
  readonly overrun?: number;
  /** The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were charged back. */
  readonly repaidDebt?: number;
  /** The part of a grant that repaid overrun. */
  readonly repaidOverrun?: number;
  /** Overrun of its hold that was counted before. */
  readonly uncoveredBefore?: number;
  readonly hold?: Hold;
  /** What was set aside and is given back; of a reversal, what had repaid its overrun. */
  readonly returned?: readonly Slice[];
  readonly decision?: 'continue' | 'pause';
  /** Charged after its hold had expired. */
  readonly late?: true;
  /** A spending limit from now on; without credits it is gone. */
  readonly limit?: {
    readonly limitId: string;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly dimension?: {
      readonly name: string;
      readonly value: string;
    };
    /** Credits, exact to 6 decimals. */
    readonly credits?: number;
  };
  readonly kept?: readonly Kept[];
  /** What is kept from now on; zero ends it. */
  readonly standing?: {
    readonly usageId: string;
    readonly sku: string;
    readonly quantity: number;
  };
  readonly autoTopUp?: AutoTopUp;
  readonly reason?: string;
  readonly actor?: string;
  readonly idempotencyKey?: string;
  readonly fingerprint?: string;
  /** Credits, exact to 6 decimals. */
  readonly before: number;
  readonly after: Balance;
  readonly caller: string;
  /** SHA-256, hexadecimal. */
  readonly previousHash: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

export interface ReadLedgerAnswer {
  readonly entries: readonly Entry[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
  readonly quarantine?: Quarantine;
  /** Entries that are missing, or not what was written: none of them is in this. */
  readonly unprovable?: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    readonly finding: string;
  }[];
}

export interface ReadLedgerQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
  /** JSON when left out; a table with a `day` in every line otherwise. */
  readonly format?: 'json' | 'csv' | 'ndjson';
  /** Oldest first, which is the default, or newest first. */
  readonly order?: 'asc' | 'desc';
  /** The entry of this number alone. */
  readonly seq?: string;
  readonly type?:
    | 'grant'
    | 'plan-change'
    | 'debit'
    | 'accrual'
    | 'hold'
    | 'extension'
    | 'report'
    | 'capture'
    | 'release'
    | 'hold-expiry'
    | 'reversal'
    | 'correction'
    | 'refund'
    | 'chargeback'
    | 'expiry'
    | 'waiver'
    | 'standing-usage'
    | 'limit'
    | 'notice'
    | 'auto-top-up'
    | 'closure';
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Entries that charge for it. */
  readonly sku?: string;
  /** Entries whose usage names it: `name:value`. */
  readonly dimension?: string;
  /** Entries at or after it. */
  readonly from?: string;
  /** Entries before it. */
  readonly to?: string;
}

/** The credits of the movements add up to the change of available and held together, from opening to closing; overrun and debt likewise. */
export interface Statement {
  readonly accountId: string;
  readonly planId: string;
  readonly cycle: {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  /** The cycle is over: this statement will never say anything else. */
  readonly final: boolean;
  readonly entries: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
  };
  readonly opening: Balance;
  readonly closing: Balance;
  readonly movements: readonly {
    readonly type:
      | 'granted'
      | 'repaid'
      | 'used'
      | 'uncovered'
      | 'reversed'
      | 'corrected'
      | 'refunded'
      | 'charged-back'
      | 'forfeited'
      | 'expired'
      | 'waived';
    readonly source?: 'plan' | 'adjustment' | 'add-on';
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly sku?: string;
    readonly packId?: string;
    /** Usage that occurred before this cycle, which pays it. */
    readonly late?: true;
    readonly quantity?: number;
    readonly quantityHours?: number;
    /** Credits, signed, exact to 6 decimals. */
    readonly credits: number;
    /** Credits, signed, exact to 6 decimals. */
    readonly overrun?: number;
    /** Credits, signed, exact to 6 decimals. */
    readonly debt?: number;
  }[];
  /** The cycles that have statements, newest first, 60 at most. */
  readonly cycles: readonly {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  }[];
  readonly quarantine?: Quarantine;
  /** Entries that are missing, or not what was written: none of them is in this. */
  readonly unprovable?: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    readonly finding: string;
  }[];
}

export interface ReadStatementQuery {
  /** JSON when left out. */
  readonly format?: 'json' | 'csv';
}

export interface SetAutoTopUpBody {
  /** The add-on pack. */
  readonly packId: string;
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly threshold: number | string;
  /** So many are asked for in one cycle. */
  readonly maxPerCycle: number;
}

export interface WatchAccountAnswer {
  readonly accountId: string;
  readonly watched: boolean;
}

export interface UnwatchAccountAnswer {
  readonly accountId: string;
  readonly watched: boolean;
}

export interface Usage {
  readonly accountId: string;
  readonly scope: {
    readonly cycle?: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  readonly interval: 'hour' | 'day' | 'cycle';
  /** The zone that days are of. An hour counts on the day that it begins in. */
  readonly timeZone: string;
  /** The newest entry in it: everything up to it is counted, nothing after it. */
  readonly through: {
    readonly seq: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
  };
  readonly rows: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    /** The category, SKU or value of the dimension. */
    readonly key?: string;
    /** `others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more than one answer reads. `none`: usage without a SKU or this dimension. */
    readonly rest?: 'others' | 'none';
    /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
    readonly credits: number;
  }[];
  /** The whole beside the cycle before, up to the same point while this one goes on, or the span before; null where the account wasn’t there for all of that. On the first page. */
  readonly comparison?: {
    readonly previous: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    } | null;
    readonly groups: readonly {
      /** The category, SKU or value of the dimension. */
      readonly key?: string;
      /** `others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more than one answer reads. `none`: usage without a SKU or this dimension. */
      readonly rest?: 'others' | 'none';
      /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
      readonly credits: number;
      /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
      readonly previous: number;
    }[];
  };
  /** Credits of the plan a day, evenly from when they came to the end of their cycle: as they were at each time. On the first page. */
  readonly pace?: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    readonly perDay: number;
  }[];
  readonly nextCursor?: string;
  readonly quarantine?: Quarantine;
  /** Some of the roll-ups can’t be read, and are left out. */
  readonly partial?: true;
}

export interface ReadUsageQuery {
  /** The cycle; the present one when left out. */
  readonly cycle?: string;
  /** Instead of a cycle: from the hour of this instant on. */
  readonly from?: string;
  /** Before the end of the hour of this instant; now when left out. */
  readonly to?: string;
  /** Of each row; a day when left out. */
  readonly interval?: 'hour' | 'day' | 'cycle';
  /** Whose days they are: an IANA zone; the account’s when left out. */
  readonly timeZone?: string;
  /** How many of the largest groups are named, of this time and the one before; the rest are `others`. All when left out. */
  readonly top?: string;
  /** A row for each category, SKU or value of a dimension. */
  readonly groupBy?: string;
  /** JSON when left out; a table with a `day` in every line otherwise. */
  readonly format?: 'json' | 'csv' | 'ndjson';
  /** Rows a page, 1 to 1000; 1000 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

export interface Insights {
  readonly accountId: string;
  /** The newest entry in it: everything up to it is counted, nothing after it. */
  readonly through: {
    readonly seq: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
  };
  /** Credits, exact to 6 decimals. */
  readonly available: number;
  readonly cycle: {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  readonly timeZone: string;
  readonly burn: Burn;
  readonly burnDown: BurnDown;
  readonly runOut: RunOut;
  readonly waste: Waste;
  readonly advice: readonly Advice[];
  readonly planFit?: PlanFit;
  readonly quarantine?: Quarantine;
  /** Some of the roll-ups can’t be read, and are left out. */
  readonly partial?: true;
}

/** How fast credits go, in all and by category. */
export interface Burn {
  readonly spans: {
    /** The last 24 hours that are over, or as many as there are. */
    readonly lastDay?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The last 168. */
    readonly lastWeek?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The present cycle so far; its rates are over an hour at least. */
    readonly cycle?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The one before, whole; absent where it is more than 18 weeks back. */
    readonly previousCycle?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The one before, up to the point at which this one is. */
    readonly previousCycleToDate?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
  };
  readonly total: {
    /** The last 24 hours that are over, or as many as there are. */
    readonly lastDay?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The last 168. */
    readonly lastWeek?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The present cycle so far; its rates are over an hour at least. */
    readonly cycle?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The one before, whole; absent where it is more than 18 weeks back. */
    readonly previousCycle?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The one before, up to the point at which this one is. */
    readonly previousCycleToDate?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
  };
  readonly byCategory: {
    readonly ai: {
      /** The last 24 hours that are over, or as many as there are. */
      readonly lastDay?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The last 168. */
      readonly lastWeek?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The present cycle so far; its rates are over an hour at least. */
      readonly cycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, whole; absent where it is more than 18 weeks back. */
      readonly previousCycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, up to the point at which this one is. */
      readonly previousCycleToDate?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
    };
    readonly infrastructure: {
      /** The last 24 hours that are over, or as many as there are. */
      readonly lastDay?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The last 168. */
      readonly lastWeek?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The present cycle so far; its rates are over an hour at least. */
      readonly cycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, whole; absent where it is more than 18 weeks back. */
      readonly previousCycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, up to the point at which this one is. */
      readonly previousCycleToDate?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
    };
    readonly platform: {
      /** The last 24 hours that are over, or as many as there are. */
      readonly lastDay?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The last 168. */
      readonly lastWeek?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The present cycle so far; its rates are over an hour at least. */
      readonly cycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, whole; absent where it is more than 18 weeks back. */
      readonly previousCycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, up to the point at which this one is. */
      readonly previousCycleToDate?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
    };
  };
}

/** What was left in the present cycle, and what is expected to be left. */
export interface BurnDown {
  /** Every six hours of the present cycle, and at each hour in which credits came or ended. */
  readonly past: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** Credits available, what is set aside included. */
    readonly left: number;
  }[];
  /** Credits left every six hours until the renewal, estimate; empty where nothing is foretold. */
  readonly ahead: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** One in ten ends below. */
    readonly low: number;
    /** Half of them end below. */
    readonly likely: number;
    /** One in ten ends above. */
    readonly high: number;
  }[];
}

/** When nothing will be available any more, by the account’s own use by hour of the day and day of the week in its zone: eight in ten are between earliest and latest. */
export type RunOut =
  | {
      readonly status: 'forecast';
      /** ISO 8601 in UTC with milliseconds. */
      readonly exhaustedSince?: string;
      /** One in ten run out earlier; null: not before the renewal. */
      readonly earliest: string | null;
      /** Half of them run out earlier; null: not before the renewal. */
      readonly likely: string | null;
      /** Nine in ten run out earlier; null: not before the renewal. */
      readonly latest: string | null;
      /** Until the renewal, if nothing stops it. */
      readonly expectedUse: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** What expires unused at the renewal. */
      readonly leftAtRenewal: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
    }
  | Abstention
  | {
      readonly status: 'closed';
    };

/** Of up to three cycles that are over: granted is net of what was taken back, unused is what expired or came back too late. */
export interface Waste {
  readonly cycles: readonly {
    readonly cycle: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    readonly granted: number;
    readonly unused: number;
    /** Unused of granted, to 4 decimals. */
    readonly share: number | null;
    readonly bySource: readonly {
      readonly source: 'plan' | 'adjustment' | 'add-on';
      readonly granted: number;
      readonly unused: number;
      /** Unused of granted, to 4 decimals. */
      readonly share: number | null;
    }[];
  }[];
  readonly total: {
    readonly granted: number;
    readonly unused: number;
    /** Unused of granted, to 4 decimals. */
    readonly share: number | null;
  };
}

/** What may be done, by a closed list of codes, each with its figures; the most pressing first. */
export type Advice =
  | {
      /** Likely use empties the balance before the renewal. */
      readonly code: 'buy-add-on-before';
      /** The earliest instant at which it may be empty. */
      readonly before: string;
      /** Credits, exact to 6 decimals. */
      readonly available: number;
      /** Credits, estimated: eight in ten are between low and high. */
      readonly expectedUse: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** Of the likely use. */
      readonly missing: number;
      /** The cheapest that covers it and lasts until the renewal. */
      readonly pack: {
        readonly packId: string;
        readonly count: number;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
        readonly price?: {
          readonly amount: number;
          readonly currency: string;
        };
      } | null;
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    }
  | {
      /** The balance may be empty before the renewal. */
      readonly code: 'shift-heavy-work-after-renewal';
      /** Credits, exact to 6 decimals. */
      readonly available: number;
      /** Credits, estimated: eight in ten are between low and high. */
      readonly expectedUse: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    }
  | {
      /** Even high use leaves a tenth or more of what this cycle granted. */
      readonly code: 'run-heavy-work-before-renewal';
      /** Credits, estimated: eight in ten are between low and high. */
      readonly left: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** Credits, exact to 6 decimals. */
      readonly granted: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    }
  | {
      /** Likely use leaves some of what was paid for. */
      readonly code: 'add-on-expires-unused';
      readonly grantId: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly expiresAt: string;
      /** Credits, exact to 6 decimals. */
      readonly remaining: number;
      /** Credits, exact to 6 decimals. */
      readonly unused: number;
    }
  | {
      /** By a quarter or more against the same part of the cycle before. */
      readonly code: 'usage-grew';
      readonly credits: number;
      readonly previous: number;
      /** The one that grew most. */
      readonly category: 'ai' | 'infrastructure' | 'platform';
      readonly categoryCredits: number;
      readonly categoryPrevious: number;
    }
  | {
      /** A quarter or more of what was granted in the cycles looked back on. */
      readonly code: 'credits-expired-unused';
      readonly cycles: number;
      readonly granted: number;
      readonly unused: number;
      /** The cheapest that costs less than the present one and grants as much as was used in any of those cycles. */
      readonly plan?: {
        readonly planId: string;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
      };
    };

/** The last whole cycles replayed under each plan by the rules that charge: the list price and the packs it would have taken, bought when credits ran short by the offer that a quote names; credits wasted, hours at zero, overrun. `real` is what there was. */
export interface PlanFit {
  /** Stay, change, or no advice. It takes 3 to 6 whole cycles of the present length. */
  readonly advice: {
    readonly kind: 'keep' | 'change' | 'abstain';
    readonly planId?: string;
    /** The cheaper plan that a reason to stay is about. */
    readonly otherPlanId?: string;
    /** What other plans are held against: what was really paid, or the replay of the present plan. */
    readonly basis?: 'paid' | 'replayed';
    readonly because?:
      | 'cheapest'
      | 'cheaper-falls-short'
      | 'cheaper-overruns'
      | 'paid-less'
      | 'saving-small'
      | 'account-closed'
      | 'history-short'
      | 'history-long'
      | 'replay-differs'
      | 'unused'
      | 'unpriced'
      | 'unsteady';
    readonly saving?: {
      readonly amount: number;
      readonly currency: string;
      readonly perCycle: number;
    };
    readonly explanation: string;
  };
  readonly cycles: readonly {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  }[];
  readonly real?: {
    readonly currency?: string;
    /** What the plan cost by its list price. */
    readonly planPrice?: number;
    /** What the packs cost by their list prices, less what was paid back. */
    readonly packsPrice?: number;
    /** Both. Left out where something has no price, or prices are in several currencies. */
    readonly cost?: number;
    /** Credits used, less reversals. Below zero where more was reversed than used. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly wasted: number;
    /** Credits used beyond what was available. */
    readonly overrun: number;
    /** Credits of real usage that found too little here, and no pack to buy. */
    readonly unserved: number;
    /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
    readonly hoursAtZero: number;
    readonly cycles: readonly {
      readonly index: number;
      /** What the plan cost by its list price. */
      readonly planPrice?: number;
      /** What the packs cost by their list prices, less what was paid back. */
      readonly packsPrice?: number;
      /** Both. Left out where something has no price, or prices are in several currencies. */
      readonly cost?: number;
      /** Credits used, less reversals. Below zero where more was reversed than used. */
      readonly used: number;
      /** Credits, exact to 6 decimals. */
      readonly wasted: number;
      /** Credits used beyond what was available. */
      readonly overrun: number;
      /** Credits of real usage that found too little here, and no pack to buy. */
      readonly unserved: number;
      /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
      readonly hoursAtZero: number;
      readonly packs: readonly {
        readonly packId: string;
        readonly count: number;
      }[];
    }[];
  };
  readonly plans: readonly {
    readonly planId: string;
    readonly version: string;
    readonly present: boolean;
    readonly currency?: string;
    /** What the plan cost by its list price. */
    readonly planPrice?: number;
    /** What the packs cost by their list prices, less what was paid back. */
    readonly packsPrice?: number;
    /** Both. Left out where something has no price, or prices are in several currencies. */
    readonly cost?: number;
    /** Credits used, less reversals. Below zero where more was reversed than used. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly wasted: number;
    /** Credits used beyond what was available. */
    readonly overrun: number;
    /** Credits of real usage that found too little here, and no pack to buy. */
    readonly unserved: number;
    /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
    readonly hoursAtZero: number;
    readonly cycles: readonly {
      readonly index: number;
      /** What the plan cost by its list price. */
      readonly planPrice?: number;
      /** What the packs cost by their list prices, less what was paid back. */
      readonly packsPrice?: number;
      /** Both. Left out where something has no price, or prices are in several currencies. */
      readonly cost?: number;
      /** Credits used, less reversals. Below zero where more was reversed than used. */
      readonly used: number;
      /** Credits, exact to 6 decimals. */
      readonly wasted: number;
      /** Credits used beyond what was available. */
      readonly overrun: number;
      /** Credits of real usage that found too little here, and no pack to buy. */
      readonly unserved: number;
      /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
      readonly hoursAtZero: number;
      readonly packs: readonly {
        readonly packId: string;
        readonly count: number;
      }[];
    }[];
  }[];
  readonly plansLeftOut: number;
}

export interface ReadInsightsQuery {
  /** Whether to replay the last cycles under every plan, which is the default: it reads their ledger, where all else reads roll-ups. Leave it out where the answer is asked for often. */
  readonly planFit?: 'true' | 'false';
}

export interface Plan {
  readonly planId: string;
  readonly version: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly effectiveFrom: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly publishedAt: string;
  readonly name?: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly cycle: 'week' | 'month' | 'year';
  readonly lowBalanceThresholds: readonly number[];
  readonly overrun: {
    readonly policy: 'forgive' | 'carry';
    /** Credits, exact to 6 decimals. */
    readonly cap: number;
  };
  readonly packs: readonly {
    readonly packId: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    readonly price?: {
      readonly amount: number;
      readonly currency: string;
    };
    readonly expiresInSeconds?: number;
  }[];
  readonly price?: {
    readonly amount: number;
    readonly currency: string;
    readonly interval: 'week' | 'month' | 'year';
  };
  readonly usageWindowDays: number;
}

export interface PublishPlanBody {
  /** For people. */
  readonly name?: string;
  /** Credits: from 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
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
  /** When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once. */
  readonly effectiveFrom?: string;
}

export interface ListPlansAnswer {
  readonly plans: readonly Plan[];
}

export interface RateCard {
  readonly version: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly effectiveFrom: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly publishedAt: string;
  /** The plan whose accounts it prices, in place of the general one. */
  readonly planId?: string;
  readonly prices: readonly Price[];
  readonly aliases?: { readonly [name: string]: string };
}

/** So many credits per so many units, and what more of them cost. */
export interface Price {
  readonly sku: string;
  readonly category: 'ai' | 'infrastructure' | 'platform';
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly per: number;
  readonly unit?: string;
  readonly countsAs?: string;
  readonly tiers?:
    | {
        readonly mode: 'graduated';
        readonly steps: readonly {
          readonly above: number;
          /** Credits, exact to 6 decimals. */
          readonly credits: number;
          readonly per: number;
        }[];
      }
    | {
        readonly mode: 'threshold';
        readonly of?: string;
        readonly steps: readonly {
          readonly above: number;
          /** Credits, exact to 6 decimals. */
          readonly credits: number;
          readonly per: number;
        }[];
      };
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

export interface ListRateCardsAnswer {
  readonly rateCards: readonly {
    readonly version: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly effectiveFrom: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly publishedAt: string;
    /** The plan whose accounts it prices, in place of the general one. */
    readonly planId?: string;
  }[];
  readonly inEffect: string | null;
}

export interface Fleet {
  readonly sort: 'state' | 'available' | 'burn' | 'id';
  readonly accounts: readonly FleetAccount[];
  readonly nextCursor?: string;
}

export interface FleetAccount {
  readonly accountId: string;
  /** `quarantined`: an audit found it in breach of its ledger, and nothing changes it. `unreadable`: what is stored is no account; there are no figures. */
  readonly fault?: 'quarantined' | 'unreadable';
  readonly planId?: string;
  readonly state?: 'active' | 'exhausted' | 'quarantined' | 'closed';
  /** `low`: less is available than a threshold of its plan. `fine`: neither. */
  readonly level?: 'exhausted' | 'low' | 'fine' | 'closed';
  /** What can be spent now. */
  readonly available?: number;
  /** Set aside for work in progress. */
  readonly held?: number;
  /** What work in progress and standing usage took beyond what was available. */
  readonly overrun?: number;
  /** The most that was available in this cycle. */
  readonly peak?: number;
  /** Credits a day, recent use counting more: half of it is of the last day. To tell accounts apart by. */
  readonly burn?: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly exhaustedSince?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly renewsAt?: string;
  /** Of its newest entry. */
  readonly changedAt?: string;
}

export interface ReadFleetQuery {
  /** `state`: exhausted first, then low, then by the share left. `available`: least first. `burn`: most a day first. `id`: by id. When left out, `id` with a prefix and `state` without. */
  readonly sort?: 'state' | 'available' | 'burn' | 'id';
  /** Accounts whose id begins so. */
  readonly prefix?: string;
  /** Accounts a page, 1 to 50; 50 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same sort and prefix. */
  readonly cursor?: string;
}

export interface LiftQuarantineAnswer {
  readonly accountId: string;
  readonly quarantined: false;
}

export interface LiftQuarantineBody {
  /** Why nothing stands against it any more. */
  readonly reason: string;
  /** Who answers for it. */
  readonly actor: string;
}

export interface ServiceHealth {
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** What needs somebody; empty when nothing does. `not-measured`: what lies beside the table did not answer. */
  readonly findings: readonly (
    | 'alarm-rings'
    | 'breach-found'
    | 'accounts-quarantined'
    | 'audit-failed'
    | 'work-put-aside'
    | 'sweep-late'
    | 'accounts-parked'
    | 'audit-late'
    | 'queues-not-measured'
    | 'alarms-not-measured'
  )[];
  readonly sweep: {
    /** For how long something has been due that isn’t written. Balances are right anyway. */
    readonly lagSeconds: number;
    readonly oldestDue?: {
      readonly accountId: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly dueAt: string;
    };
    /** Accounts that failed lately and are left out for an hour. */
    readonly parked: number;
  };
  /** Accounts that nothing changes until people have looked. */
  readonly quarantined: readonly {
    readonly accountId: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly since: string;
    /** What is wrong, each with the entry that it is about, as `entry 5: …`. */
    readonly findings: readonly string[];
  }[];
  /** The last audit. Absent before the first. */
  readonly audit?: {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    readonly audited: number;
    /** Of those: nothing was new since they were verified. */
    readonly unchanged: number;
    /** Of those: there was more to read than one audit takes. */
    readonly skipped: number;
    readonly breaches: number;
    /** Could not be looked at; the next audit tries again. */
    readonly failed: number;
    readonly caughtUp: number;
    /** Every account was seen; else the next audit goes on. */
    readonly complete: boolean;
  };
  readonly queues?: readonly {
    readonly name: string;
    readonly kind: 'work' | 'put-aside';
    /** Roughly. */
    readonly messages: number;
  }[];
  /** Those that ring. */
  readonly alarms?: readonly {
    readonly name: string;
    readonly matter: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly since: string;
  }[];
}

export interface ReadOpenapiAnswer {
  readonly openapi: string;
  readonly [name: string]: unknown;
}

export interface ReadProblemAnswer {
  readonly code:
    | 'invalid-request'
    | 'idempotency-key-invalid'
    | 'not-authorized'
    | 'route-not-found'
    | 'method-not-allowed'
    | 'request-too-large'
    | 'internal-error'
    | 'account-quarantined'
    | 'unavailable'
    | 'account-not-found'
    | 'plan-not-found'
    | 'rate-card-not-found'
    | 'idempotency-key-reused'
    | 'account-exists'
    | 'version-exists'
    | 'account-closed'
    | 'usage-in-future'
    | 'usage-too-old'
    | 'plan-unknown'
    | 'plan-change-not-now'
    | 'pack-unknown'
    | 'sku-unknown'
    | 'sku-not-standing'
    | 'standing-usage-not-found'
    | 'standing-usage-limit'
    | 'payment-not-found'
    | 'nothing-to-refund'
    | 'refund-reused'
    | 'refund-too-large'
    | 'cycle-not-found'
    | 'statement-too-long'
    | 'entry-not-found'
    | 'entry-not-reversible'
    | 'entry-reversed'
    | 'reversal-too-large'
    | 'usage-not-charged'
    | 'payment-reused'
    | 'payment-claimed'
    | 'watched-accounts-limit'
    | 'balance-limit'
    | 'hold-not-found'
    | 'hold-settled'
    | 'hold-expired'
    | 'hold-category'
    | 'holds-open'
    | 'too-many-holds'
    | 'limit-not-found'
    | 'too-many-limits'
    | 'limit-reached'
    | 'insufficient-credits'
    | 'hold-limit'
    | 'limit-limit';
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
  readonly retryable: boolean;
}

/** The service's answer to a request: what was asked for, or by name why not. */
export type Answer<Value> =
  | {
      readonly kind: 'done';
      readonly value: Value;
      /** Answered before, under the same key: this time nothing was changed. */
      readonly isReplay: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      /** Refused before, under the same key: a refusal is remembered for a day. */
      readonly isReplay: boolean;
    };

export interface CreditsClient {
  /** Open an account. Opens the account with its plan’s credits for the current cycle. Opening it again as it is answers its balance and changes nothing. Refusals: idempotency-key-reused, account-exists, account-closed, plan-unknown. */
  openAccount(
    call: { readonly accountId: string | number; readonly body: OpenAccountBody } & CallOptions,
  ): Promise<Answer<Account>>;

  /** List open accounts. Their ids, a page at a time, in no particular order. An account opened moments ago may be missing. */
  listAccounts(call?: { readonly query?: ListAccountsQuery } & CallOptions): Promise<Answer<ListAccountsAnswer>>;

  /** Read a balance. The balance by source, the cycle and the next renewal, as of now: what became due is reckoned in, written or not. Refusals: account-not-found. */
  readAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<Account>>;

  /** Close an account. For good: standing usage is charged up to now and ends, what is left is forfeited. The account can still be read. Refusals: account-not-found, idempotency-key-reused, account-closed, holds-open. */
  closeAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<Receipt>>;

  /** Ask the gate. Whether new work may start, by category, and if not why, since when, and the ways back. Made to be asked before every request: one eventually consistent read. The debit itself decides. Refusals: account-not-found, sku-unknown. */
  checkAccess(
    call: { readonly accountId: string | number; readonly query?: CheckAccessQuery } & CallOptions,
  ): Promise<Answer<Access>>;

  /** Change the plan. Up at once, with the difference in credits for the rest of the cycle; down, or to another cycle length, at the boundary. Asking for the present plan drops a change that waits. Refusals: account-not-found, idempotency-key-reused, account-closed, plan-unknown, plan-change-not-now, balance-limit. */
  changePlan(
    call: { readonly accountId: string | number; readonly body: ChangePlanBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Price a usage without spending. With an account: whether it is affordable now, or the earliest instant and the cheapest pack that make it so. With `outlook` also whether it leaves enough for the use that is to be expected until the renewal, and else with which pack it does; where the account’s history is too short to tell, it says so. Refusals: account-not-found, sku-unknown. */
  quoteUsage(call: { readonly body: QuoteUsageBody } & CallOptions): Promise<Answer<Quote>>;

  /** Debit credits. By an amount, or by usage priced with the rate card in effect. All or nothing. Refusals: account-not-found, idempotency-key-reused, account-closed, usage-in-future, usage-too-old, sku-unknown, limit-reached, insufficient-credits. */
  debitCredits(
    call: { readonly accountId: string | number; readonly body: DebitCreditsBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Debit many accounts. Up to 500 debits, each with its own key and its own answer, in the order given. Debits of one account share writes. */
  debitBatch(call: { readonly body: DebitBatchBody } & CallOptions): Promise<Answer<DebitBatchAnswer>>;

  /** Reverse a charge. Of a debit, a capture, an expired hold or an accrual: all that is left of it or a part, by `credits` or by `usage`, repeatedly up to the whole. Credits return to the same slices, the last that paid first; overrun is taken off before that. What grants that have ended had paid is forfeited, and the receipt says so, or granted anew with `reissue`. `inAll` is what was given back of the entry so far. Refusals: account-not-found, idempotency-key-reused, account-closed, entry-not-found, entry-not-reversible, entry-reversed, reversal-too-large, usage-not-charged, balance-limit. */
  reverseDebit(
    call: {
      readonly accountId: string | number;
      readonly seq: string | number;
      readonly body?: ReverseDebitBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Set credits aside for work that starts. All of them, or a refusal. The hold is settled by a capture, a release, or the clock: at its expiry what was reported is charged and the rest given back. Work that it funds may go on at zero, and is priced to its end by the rate card in effect now. Refusals: account-not-found, idempotency-key-reused, account-closed, sku-unknown, too-many-holds, hold-limit, limit-reached, insufficient-credits. */
  authorizeHold(
    call: { readonly accountId: string | number; readonly body: AuthorizeHoldBody } & CallOptions,
  ): Promise<Answer<HoldReceipt>>;

  /** List open holds. By expiry, soonest first. Of what was reported, less than a tenth of what is set aside, or 5 s of use, may be missing: see `reportedAt`. Refusals: account-not-found. */
  listHolds(
    call: { readonly accountId: string | number; readonly query?: ListHoldsQuery } & CallOptions,
  ): Promise<Answer<ListHoldsAnswer>>;

  /** Read a hold. As of now: one whose time is up reads as expired, settled or not. Refusals: account-not-found, hold-not-found. */
  readHold(
    call: { readonly accountId: string | number; readonly holdId: string | number } & CallOptions,
  ): Promise<Answer<Hold>>;

  /** Report what work has used so far. Cumulative, so that a lost or repeated report does no harm. Within what is set aside a report is stored before it is answered when it tells of a tenth more of what is set aside than the last one stored, or of anything more 5 s after it: at most so much of what was reported is lost with a worker that dies. One that isn’t stored doesn’t remember its key. Beyond what is set aside the hold is extended by a slice. `pause` means that credits, a spending limit or the plan’s overrun cap have run out: report again once that has changed. Refusals: account-not-found, idempotency-key-reused, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category. */
  reportUsage(
    call: {
      readonly accountId: string | number;
      readonly holdId: string | number;
      readonly body: ReportUsageBody;
    } & CallOptions,
  ): Promise<Answer<ReportUsageAnswer>>;

  /** Settle work with what it used. Once, and never refused for its size: it ran. What was set aside pays first, then what is available, then it overruns up to the plan’s cap, under either policy; what none of them covers is not charged, and the entry says how much (`uncovered`). Spending limits count what is charged. What is left of the hold goes back to the same slices, forfeited where their grant has ended. Usage is priced by the rate card that the hold was authorized under. Refusals: account-not-found, idempotency-key-reused, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category, insufficient-credits. */
  captureHold(
    call: {
      readonly accountId: string | number;
      readonly holdId: string | number;
      readonly body: CaptureHoldBody;
    } & CallOptions,
  ): Promise<Answer<HoldReceipt>>;

  /** Give a hold back. All of it, for work that never began. Slices of grants that have ended are forfeited. Refusals: account-not-found, idempotency-key-reused, account-closed, hold-not-found, hold-settled, hold-expired. */
  releaseHold(
    call: {
      readonly accountId: string | number;
      readonly holdId: string | number;
      readonly body?: ReleaseHoldBody;
    } & CallOptions,
  ): Promise<Answer<HoldReceipt>>;

  /** Set a spending limit. What a category, a user, team, model or API key may use in a cycle, open holds included. Checked in the same write as the debit. It counts from when it is set, and anew with each cycle. Refusals: account-not-found, idempotency-key-reused, account-closed, too-many-limits, limit-limit. */
  setLimit(
    call: {
      readonly accountId: string | number;
      readonly limitId: string | number;
      readonly body: SetLimitBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take a spending limit away. Refusals: account-not-found, idempotency-key-reused, account-closed, limit-not-found. */
  removeLimit(
    call: { readonly accountId: string | number; readonly limitId: string | number } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** List spending limits. Refusals: account-not-found. */
  listLimits(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<ListLimitsAnswer>>;

  /** Keep something from now on. Charged for the time it is kept, exactly: quantity × time at the prices in effect over that time, every 24 hours of the cycle and at its end. What credits don’t cover is overrun; nothing that is kept is ever deleted. Putting another quantity or SKU charges up to now by what was kept before. Refusals: account-not-found, idempotency-key-reused, account-closed, sku-unknown, sku-not-standing, standing-usage-limit. */
  keepStandingUsage(
    call: {
      readonly accountId: string | number;
      readonly usageId: string | number;
      readonly body: KeepStandingUsageBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Keep it no longer. What was kept is charged up to now. Refusals: account-not-found, idempotency-key-reused, account-closed, standing-usage-not-found. */
  endStandingUsage(
    call: { readonly accountId: string | number; readonly usageId: string | number } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** List what is kept. Refusals: account-not-found. */
  listStandingUsage(
    call: { readonly accountId: string | number } & CallOptions,
  ): Promise<Answer<ListStandingUsageAnswer>>;

  /** Add a purchased pack. Grants an add-on pack of the account’s plan until the cycle ends. Keyed by payment: however often a payment is told, and to whichever account, it buys once. Refusals: account-not-found, idempotency-key-reused, account-closed, pack-unknown, payment-reused, payment-claimed, balance-limit. */
  purchasePack(
    call: { readonly accountId: string | number; readonly body: PurchasePackBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Give or take credits by hand. Goodwill or correction. Reason and actor are kept in the ledger. Refusals: account-not-found, idempotency-key-reused, account-closed, balance-limit, insufficient-credits. */
  adjustCredits(
    call: { readonly accountId: string | number; readonly body: AdjustCreditsBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take back what is unspent of a purchase. All of it, or `credits` of it, as often as there is any. The receipt’s credits over the pack’s are the share of the price to give back. A refund told twice is one by its `refundId`; without one, a first refund of all that is unspent is one, however often it is told. Refusals: account-not-found, idempotency-key-reused, account-closed, payment-not-found, nothing-to-refund, refund-reused, refund-too-large. */
  refundPurchase(
    call: {
      readonly accountId: string | number;
      readonly paymentId: string | number;
      readonly body?: RefundPurchaseBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take back a purchase whose payment was charged back. Takes back the whole pack, less what was refunded. What isn’t there any more becomes a debt, which is repaid first by the credits granted next; what comes back to the pack itself, from work in progress or by a reversal, pays it at once. Once per payment. Refusals: account-not-found, idempotency-key-reused, account-closed, payment-not-found, nothing-to-refund. */
  chargeBackPurchase(
    call: {
      readonly accountId: string | number;
      readonly paymentId: string | number;
      readonly body?: ChargeBackPurchaseBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Read entries. Oldest first unless asked otherwise. Pages stay stable while writes go on. A page may hold fewer entries than asked for, or none, while filters pass over many; go on while there is a `nextCursor`. `format` answers tables for analysis, with a `day` to partition by and the cursor in the header `Next-Cursor`. Refusals: account-not-found. */
  readLedger(
    call: { readonly accountId: string | number; readonly query?: ReadLedgerQuery } & CallOptions,
  ): Promise<Answer<ReadLedgerAnswer>>;

  /** Read the statement of a cycle. Opening, what arrived, usage by category and SKU, what expired, closing. The movements add up to the difference exactly, and a cycle opens with what the one before closed with. `format=csv` answers a table. Refusals: account-not-found, cycle-not-found, statement-too-long. */
  readStatement(
    call: {
      readonly accountId: string | number;
      readonly cycle: string | number;
      readonly query?: ReadStatementQuery;
    } & CallOptions,
  ): Promise<Answer<Statement>>;

  /** Ask for a pack when credits run low. While less than `threshold` is available, `TopUpRequested` is published: take the payment and purchase the pack, which ends the request. One at a time, and `maxPerCycle` in a cycle. Setting it again asks anew, as for a payment that failed. Refusals: account-not-found, idempotency-key-reused, account-closed, pack-unknown. */
  setAutoTopUp(
    call: { readonly accountId: string | number; readonly body: SetAutoTopUpBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Ask for packs no longer. Refusals: account-not-found, idempotency-key-reused, account-closed. */
  endAutoTopUp(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<Receipt>>;

  /** Watch an account’s balance. At once, twice an hour and with each entry its available credits are the metric `AvailableCredits` with the dimension `account`, so that an alarm can be set on one customer. At most 100 accounts, or as many as the deployment pays for: each is a metric of its own. Refusals: account-not-found, watched-accounts-limit. */
  watchAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<WatchAccountAnswer>>;

  /** Watch an account’s balance no longer. */
  unwatchAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<UnwatchAccountAnswer>>;

  /** Read the trend of usage. What debits, captures and standing usage took, less reversals, by hour, day or cycle, as a whole or by category, SKU or any dimension. Complete up to the entry that `through` names. Days are the account’s, by its zone, or another’s; `from` and `to` are widened to whole hours of UTC. Hours that have ended never change, so pages fit together while writes go on. `format` answers tables, with the cursor in the header `Next-Cursor`. Refusals: account-not-found, cycle-not-found. */
  readUsage(
    call: { readonly accountId: string | number; readonly query?: ReadUsageQuery } & CallOptions,
  ): Promise<Answer<Usage>>;

  /** Read what there is to know about consumption. How fast credits go, by category; when they run out, as a range that eight in ten stay within, or why that can’t be told; what expired unused; advice, each with the figures it rests on; and how its last cycles would have gone on every plan. Made of the account’s own usage of the last 18 weeks and complete up to the entry that `through` names. Refusals: account-not-found. */
  readInsights(
    call: { readonly accountId: string | number; readonly query?: ReadInsightsQuery } & CallOptions,
  ): Promise<Answer<Insights>>;

  /** Publish a version of a plan. Versions are immutable. The first takes effect at once unless told otherwise, later ones two minutes after publication at the earliest. The same content again changes nothing. Refusals: version-exists. */
  publishPlan(
    call: { readonly planId: string | number; readonly body: PublishPlanBody } & CallOptions,
  ): Promise<Answer<Plan>>;

  /** Read a plan. The version in effect, or the first to come. Refusals: plan-not-found. */
  readPlan(call: { readonly planId: string | number } & CallOptions): Promise<Answer<Plan>>;

  /** List plans. Every version of every plan, by plan and instant of effect. */
  listPlans(call?: {} & CallOptions): Promise<Answer<ListPlansAnswer>>;

  /** Publish a rate card. A whole price list under a new version. It takes effect two minutes after publication at the earliest, so that every process prices by it from its first instant. Refusals: version-exists. */
  publishRateCard(
    call: { readonly version: string | number; readonly body: PublishRateCardBody } & CallOptions,
  ): Promise<Answer<RateCard>>;

  /** Read a rate card. Refusals: rate-card-not-found. */
  readRateCard(call: { readonly version: string | number } & CallOptions): Promise<Answer<RateCard>>;

  /** List rate cards. The versions without their prices, and which one is in effect. */
  listRateCards(call?: {} & CallOptions): Promise<Answer<ListRateCardsAnswer>>;

  /** Read all accounts, those that need somebody first. The fleet, a page at a time: by state, by what is available, by burn, or by id. Figures are as of now. Places are rough, to a fifth or so, and follow a change by moments: within a page accounts are in the order of their figures, from page to page in that of their places. */
  readFleet(call?: { readonly query?: ReadFleetQuery } & CallOptions): Promise<Answer<Fleet>>;

  /** Lift the quarantine of an account. Lets changes through again, once the account has been looked at; who did and why is kept. It mends nothing: what is still wrong is found by the next audit, and quarantined again. Refused by name while the account’s own item can’t be read. Of an account that isn’t quarantined it changes nothing. Refusals: account-not-found, account-quarantined. */
  liftQuarantine(
    call: { readonly accountId: string | number; readonly body: LiftQuarantineBody } & CallOptions,
  ): Promise<Answer<LiftQuarantineAnswer>>;

  /** Read how the service fares. What is due and isn’t written, what the last audit found, what waits in queues or was put aside, and the alarms that ring. */
  readServiceHealth(call?: {} & CallOptions): Promise<Answer<ServiceHealth>>;

  /** This document. */
  readOpenapi(call?: {} & CallOptions): Promise<Answer<ReadOpenapiAnswer>>;

  /** What a problem means. */
  readProblem(call: { readonly code: string | number } & CallOptions): Promise<Answer<ReadProblemAnswer>>;
}

export interface OperationCall {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its parameters in braces. */
  readonly path: string;
  /** Carries an Idempotency-Key. */
  readonly isChange: boolean;
  readonly status: number;
  readonly shape: AnswerShape;
}

export const operations: { readonly [Name in keyof CreditsClient]: OperationCall } = {
  openAccount: {
    id: 'open-account',
    method: 'PUT',
    path: '/accounts/{accountId}',
    isChange: true,
    status: 200,
    shape: {
      accountId: 's',
      planId: 's',
      state: 's',
      available: 'n',
      held: 'n',
      overrun: 'n',
      seq: 'n',
      cycle: { index: 'n', start: 's', end: 's' },
      renewsAt: 's',
      cycleAnchor: 's',
      timeZone: 's',
      grants: [{ grantId: 's', source: 's', granted: 'n', used: 'n', held: 'n', remaining: 'n', expiresAt: 's' }],
    },
  },
  listAccounts: {
    id: 'list-accounts',
    method: 'GET',
    path: '/accounts',
    isChange: false,
    status: 200,
    shape: { accountIds: ['s'] },
  },
  readAccount: {
    id: 'read-account',
    method: 'GET',
    path: '/accounts/{accountId}',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      planId: 's',
      state: 's',
      available: 'n',
      held: 'n',
      overrun: 'n',
      seq: 'n',
      cycle: { index: 'n', start: 's', end: 's' },
      renewsAt: 's',
      cycleAnchor: 's',
      timeZone: 's',
      grants: [{ grantId: 's', source: 's', granted: 'n', used: 'n', held: 'n', remaining: 'n', expiresAt: 's' }],
    },
  },
  closeAccount: {
    id: 'close-account',
    method: 'DELETE',
    path: '/accounts/{accountId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  checkAccess: {
    id: 'check-access',
    method: 'GET',
    path: '/accounts/{accountId}/access',
    isChange: false,
    status: 200,
    shape: {
      ai: { allowed: 'b' },
      infrastructure: { allowed: 'b' },
      platform: { allowed: 'b' },
      read: { allowed: 'b' },
      available: 'n',
    },
  },
  changePlan: {
    id: 'change-plan',
    method: 'PUT',
    path: '/accounts/{accountId}/plan',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  quoteUsage: {
    id: 'quote-usage',
    method: 'POST',
    path: '/quotes',
    isChange: false,
    status: 200,
    shape: { credits: 'n' },
  },
  debitCredits: {
    id: 'debit-credits',
    method: 'POST',
    path: '/accounts/{accountId}/debits',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  debitBatch: {
    id: 'debit-batch',
    method: 'POST',
    path: '/debits',
    isChange: false,
    status: 200,
    shape: { results: [{ status: 'n', body: '*' }] },
  },
  reverseDebit: {
    id: 'reverse-debit',
    method: 'POST',
    path: '/accounts/{accountId}/debits/{seq}/reversal',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  authorizeHold: {
    id: 'authorize-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  listHolds: {
    id: 'list-holds',
    method: 'GET',
    path: '/accounts/{accountId}/holds',
    isChange: false,
    status: 200,
    shape: {
      holds: [
        {
          holdId: 's',
          state: 's',
          category: 's',
          credits: 'n',
          used: 'n',
          slices: '*',
          slice: 'n',
          whenExhausted: 's',
          expiresAt: 's',
        },
      ],
    },
  },
  readHold: {
    id: 'read-hold',
    method: 'GET',
    path: '/accounts/{accountId}/holds/{holdId}',
    isChange: false,
    status: 200,
    shape: {
      holdId: 's',
      state: 's',
      category: 's',
      credits: 'n',
      used: 'n',
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      slice: 'n',
      whenExhausted: 's',
      expiresAt: 's',
    },
  },
  reportUsage: {
    id: 'report-usage',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/usage',
    isChange: true,
    status: 200,
    shape: {
      decision: 's',
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  captureHold: {
    id: 'capture-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/capture',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  releaseHold: {
    id: 'release-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/release',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  setLimit: {
    id: 'set-limit',
    method: 'PUT',
    path: '/accounts/{accountId}/limits/{limitId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  removeLimit: {
    id: 'remove-limit',
    method: 'DELETE',
    path: '/accounts/{accountId}/limits/{limitId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  listLimits: {
    id: 'list-limits',
    method: 'GET',
    path: '/accounts/{accountId}/limits',
    isChange: false,
    status: 200,
    shape: { limits: [{ limitId: 's', credits: 'n', used: 'n', held: 'n' }] },
  },
  keepStandingUsage: {
    id: 'keep-standing-usage',
    method: 'PUT',
    path: '/accounts/{accountId}/standing-usage/{usageId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  endStandingUsage: {
    id: 'end-standing-usage',
    method: 'DELETE',
    path: '/accounts/{accountId}/standing-usage/{usageId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  listStandingUsage: {
    id: 'list-standing-usage',
    method: 'GET',
    path: '/accounts/{accountId}/standing-usage',
    isChange: false,
    status: 200,
    shape: {
      standingUsages: [{ usageId: 's', sku: 's', quantity: 'n', rateCard: 's', creditsPerDay: 'n' }],
      accruedAt: 's',
      accruing: 'n',
    },
  },
  purchasePack: {
    id: 'purchase-pack',
    method: 'POST',
    path: '/accounts/{accountId}/purchases',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  adjustCredits: {
    id: 'adjust-credits',
    method: 'POST',
    path: '/accounts/{accountId}/adjustments',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  refundPurchase: {
    id: 'refund-purchase',
    method: 'POST',
    path: '/accounts/{accountId}/purchases/{paymentId}/refund',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  chargeBackPurchase: {
    id: 'charge-back-purchase',
    method: 'POST',
    path: '/accounts/{accountId}/purchases/{paymentId}/chargeback',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  readLedger: {
    id: 'read-ledger',
    method: 'GET',
    path: '/accounts/{accountId}/ledger',
    isChange: false,
    status: 200,
    shape: {
      entries: [
        {
          accountId: 's',
          seq: 'n',
          type: 's',
          at: 's',
          credits: 'n',
          cycle: 'n',
          slices: '*',
          before: 'n',
          after: '*',
          caller: 's',
          previousHash: 's',
          hash: 's',
        },
      ],
    },
  },
  readStatement: {
    id: 'read-statement',
    method: 'GET',
    path: '/accounts/{accountId}/statements/{cycle}',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      planId: 's',
      cycle: { index: 'n', start: 's', end: 's' },
      final: 'b',
      entries: { first: 'n', last: 'n' },
      opening: { available: 'n', held: 'n', overrun: 'n' },
      closing: { available: 'n', held: 'n', overrun: 'n' },
      movements: [{ type: 's', credits: 'n' }],
      cycles: [{ index: 'n', start: 's', end: 's' }],
    },
  },
  setAutoTopUp: {
    id: 'set-auto-top-up',
    method: 'PUT',
    path: '/accounts/{accountId}/auto-top-up',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  endAutoTopUp: {
    id: 'end-auto-top-up',
    method: 'DELETE',
    path: '/accounts/{accountId}/auto-top-up',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  watchAccount: {
    id: 'watch-account',
    method: 'PUT',
    path: '/watched-accounts/{accountId}',
    isChange: false,
    status: 200,
    shape: { accountId: 's', watched: 'b' },
  },
  unwatchAccount: {
    id: 'unwatch-account',
    method: 'DELETE',
    path: '/watched-accounts/{accountId}',
    isChange: false,
    status: 200,
    shape: { accountId: 's', watched: 'b' },
  },
  readUsage: {
    id: 'read-usage',
    method: 'GET',
    path: '/accounts/{accountId}/usage',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      scope: { start: 's', end: 's' },
      interval: 's',
      timeZone: 's',
      through: { seq: 'n', at: 's' },
      rows: [{ start: 's', end: 's', credits: 'n' }],
    },
  },
  readInsights: {
    id: 'read-insights',
    method: 'GET',
    path: '/accounts/{accountId}/insights',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      through: { seq: 'n', at: 's' },
      available: 'n',
      cycle: { index: 'n', start: 's', end: 's' },
      timeZone: 's',
      burn: { spans: {}, total: {}, byCategory: { ai: '*', infrastructure: '*', platform: '*' } },
      burnDown: { past: ['*'], ahead: ['*'] },
      runOut: '*',
      waste: { cycles: ['*'], total: { granted: 'n', unused: 'n', share: '*' } },
      advice: ['*'],
    },
  },
  publishPlan: {
    id: 'publish-plan',
    method: 'PUT',
    path: '/plans/{planId}',
    isChange: false,
    status: 200,
    shape: {
      planId: 's',
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      credits: 'n',
      cycle: 's',
      lowBalanceThresholds: ['n'],
      overrun: { policy: 's', cap: 'n' },
      packs: [{ packId: 's', credits: 'n' }],
      usageWindowDays: 'n',
    },
  },
  readPlan: {
    id: 'read-plan',
    method: 'GET',
    path: '/plans/{planId}',
    isChange: false,
    status: 200,
    shape: {
      planId: 's',
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      credits: 'n',
      cycle: 's',
      lowBalanceThresholds: ['n'],
      overrun: { policy: 's', cap: 'n' },
      packs: [{ packId: 's', credits: 'n' }],
      usageWindowDays: 'n',
    },
  },
  listPlans: {
    id: 'list-plans',
    method: 'GET',
    path: '/plans',
    isChange: false,
    status: 200,
    shape: {
      plans: [
        {
          planId: 's',
          version: 's',
          effectiveFrom: 's',
          publishedAt: 's',
          credits: 'n',
          cycle: 's',
          lowBalanceThresholds: '*',
          overrun: '*',
          packs: '*',
          usageWindowDays: 'n',
        },
      ],
    },
  },
  publishRateCard: {
    id: 'publish-rate-card',
    method: 'PUT',
    path: '/rate-cards/{version}',
    isChange: false,
    status: 200,
    shape: {
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      prices: [{ sku: 's', category: 's', credits: 'n', per: 'n' }],
    },
  },
  readRateCard: {
    id: 'read-rate-card',
    method: 'GET',
    path: '/rate-cards/{version}',
    isChange: false,
    status: 200,
    shape: {
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      prices: [{ sku: 's', category: 's', credits: 'n', per: 'n' }],
    },
  },
  listRateCards: {
    id: 'list-rate-cards',
    method: 'GET',
    path: '/rate-cards',
    isChange: false,
    status: 200,
    shape: { rateCards: [{ version: 's', effectiveFrom: 's', publishedAt: 's' }], inEffect: '*' },
  },
  readFleet: {
    id: 'read-fleet',
    method: 'GET',
    path: '/fleet',
    isChange: false,
    status: 200,
    shape: { sort: 's', accounts: [{ accountId: 's' }] },
  },
  liftQuarantine: {
    id: 'lift-quarantine',
    method: 'POST',
    path: '/accounts/{accountId}/quarantine/lift',
    isChange: false,
    status: 200,
    shape: { accountId: 's', quarantined: 'b' },
  },
  readServiceHealth: {
    id: 'read-service-health',
    method: 'GET',
    path: '/service-health',
    isChange: false,
    status: 200,
    shape: {
      at: 's',
      findings: ['s'],
      sweep: { lagSeconds: 'n', parked: 'n' },
      quarantined: [{ accountId: 's', since: 's', findings: '*' }],
    },
  },
  readOpenapi: {
    id: 'read-openapi',
    method: 'GET',
    path: '/openapi.json',
    isChange: false,
    status: 200,
    shape: { openapi: 's' },
  },
  readProblem: {
    id: 'read-problem',
    method: 'GET',
    path: '/problems/{code}',
    isChange: false,
    status: 200,
    shape: { code: 's', status: 'n', title: 's', meaning: 's', retryable: 'b' },
  },
};
