/** Written by `npm run openapi`: change the routes, never this. */

import type { Abstention } from './abstention.ts';
import type { PriceLine } from './price-line.ts';
import type { Restore } from './restore.ts';

export interface Quote {
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly account?: {
    /** What may pay for it: credits for another category alone are left out, and without a category those for any. */
    readonly available: number;
    /** Set aside for work in progress. */
    readonly held: number;
    /** Whether the debit would go through now. */
    readonly affordable: boolean;
    /** Why not: the code of the problem that the debit would be answered. */
    readonly reason?:
      | 'account-quarantined'
      | 'account-closed'
      | 'too-many-limit-values'
      | 'limit-reached'
      | 'insufficient-credits';
    /** The spending limit that stops it. */
    readonly limitId?: string;
    /** What is missing of the balance; a limit may stop it all the same. */
    readonly shortfall: number;
    /** Now, or when work in progress ends or a limit begins anew, or the first of the next twelve renewals that lets it through; null when none does. */
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
          /** Beside the job, the use that is to be expected until the renewal is covered `surely` (with room for something unforeseen as large as six usual weeks, and only by a history four times as long as the time ahead), `likely` (half the time or more), or `unlikely`: then run it after the renewal, or with the pack. */
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
