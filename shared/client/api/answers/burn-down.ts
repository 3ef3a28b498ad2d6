/** Written by `npm run openapi`: change the routes, never this. */

/** What was left in the present cycle, and what is expected to be left. */
export interface BurnDown {
  /** Every six hours of the present cycle, and at each hour in which credits came or ended. */
  readonly past: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** Credits available, what is set aside included. */
    readonly left: number;
  }[];
  /** Credits left every six hours until the renewal, estimate; empty where nothing is foretold. */
  readonly ahead: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** One in ten ends below. */
    readonly low: number;
    /** Half of them end below. */
    readonly likely: number;
    /** One in ten ends above. */
    readonly high: number;
  }[];
}
