/** Written by `npm run openapi`: change the routes, never this. */
import type { Quarantine } from './quarantine.ts';

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
