/** Written by `npm run openapi`: change the routes, never this. */

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

export interface ListHoldsQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
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
