/** Written by `npm run openapi`: change the routes, never this. */

export interface ChangePlanBody {
  /** The plan. */
  readonly planId: string;
  /** Of a plan that is sold by the seat. Left out: as many as there are, and one on another plan that isn’t sold so. */
  readonly seats?: number;
  /** `now` for at least as many credits in the same cycle; anything else waits for the boundary. Left out: now where that is possible, else `next-cycle`. */
  readonly when?: 'now' | 'next-cycle';
}
