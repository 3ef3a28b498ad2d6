/** Written by `npm run openapi`: change the routes, never this. */

/** A pack is asked for when less than the threshold is available. */
export interface AutoTopUp {
  readonly packId: string;
  /** Credits, exact to 6 decimals. */
  readonly threshold: number;
  readonly maxPerCycle: number;
  /** The most that one pack may cost. Left out where any price may be paid. */
  readonly maxPrice?: {
    readonly amount: number;
    readonly currency: string;
  };
}
