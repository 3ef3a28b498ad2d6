/** Written by `npm run openapi`: change the routes, never this. */

import type { Advice } from './advice.ts';
import type { Burn } from './burn.ts';
import type { BurnDown } from './burn-down.ts';
import type { PlanFit } from './plan-fit.ts';
import type { Quarantine } from './quarantine.ts';
import type { RefusedUses } from './refused-uses.ts';
import type { RunOut } from './run-out.ts';
import type { Waste } from './waste.ts';

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
  /** What is kept over time, and what it costs a day at the price it was last charged by. */
  readonly kept: readonly {
    readonly usageId: string;
    readonly sku: string;
    readonly quantity: number;
    /** Credits, exact to 6 decimals. */
    readonly creditsPerDay: number;
  }[];
  readonly advice: readonly Advice[];
  readonly refused: readonly RefusedUses[];
  readonly planFit?: PlanFit;
  readonly quarantine?: Quarantine;
  /** Some of the roll-ups can’t be read, and are left out. */
  readonly partial?: true;
}
