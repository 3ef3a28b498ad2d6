/** Written by `npm run openapi`: change the routes, never this. */

export interface SetAutoTopUpBody {
  /** The add-on pack. */
  readonly packId: string;
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly threshold: number | string;
  /** So many are asked for in one cycle. */
  readonly maxPerCycle: number;
  /** The most that one pack may cost, without taxes; so a cycle costs `maxPerCycle` times as much at most. Where the plan sells it dearer, or in another currency, the service pays for nothing, and says so. Left out where any price may be paid. */
  readonly maxPrice?: {
    /** In the currency’s unit. */
    readonly amount: number | string;
    /** ISO 4217. */
    readonly currency: string;
  };
}

export interface FailTopUpBody {
  /** The request, as its event named it. */
  readonly requestId: string;
  /** Why, for people to read. */
  readonly reason?: string;
}
