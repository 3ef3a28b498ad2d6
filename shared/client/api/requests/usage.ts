/** Written by `npm run openapi`: change the routes, never this. */

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
