/** Requests a second, and how many at once above that. */
export interface Throttle {
  readonly ratePerSecond: number;
  readonly burst: number;
}
