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
  readonly restore?: Restore;
}
