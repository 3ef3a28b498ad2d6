/** Written by `npm run openapi`: change the routes, never this. */
import type { Restore } from './restore.ts';
import type { Verdict } from './verdict.ts';

export interface Access {
  readonly ai: Verdict;
  readonly infrastructure: Verdict;
  readonly platform: Verdict;
  readonly read: {
    readonly allowed: true;
  };
  /** Credits, exact to 6 decimals. */
  readonly available: number;
  /** What each category may spend of `available`. Present while some of it is for one category alone; elsewhere each may spend all of it. */
  readonly availableFor?: {
    /** Credits, exact to 6 decimals. */
    readonly ai: number;
    /** Credits, exact to 6 decimals. */
    readonly infrastructure: number;
    /** Credits, exact to 6 decimals. */
    readonly platform: number;
  };
  readonly restore?: Restore;
}
