/** Written by `npm run openapi`: change the routes, never this. */

export interface SetAutoTopUpBody {
  /** The add-on pack. */
  readonly packId: string;
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly threshold: number | string;
  /** So many are asked for in one cycle. */
  readonly maxPerCycle: number;
}

export interface FailTopUpBody {
  /** The request, as its event named it. */
  readonly requestId: string;
  /** Why, for people to read. */
  readonly reason?: string;
}
