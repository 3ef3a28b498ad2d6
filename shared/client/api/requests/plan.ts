/** Written by `npm run openapi`: change the routes, never this. */

export interface ChangePlanBody {
  /** The plan. */
  readonly planId: string;
  /** `now` for at least as many credits in the same cycle; anything else waits for the boundary. Left out: now where that is possible, else `next-cycle`. */
  readonly when?: 'now' | 'next-cycle';
}
