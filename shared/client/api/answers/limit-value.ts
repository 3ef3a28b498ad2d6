/** Written by `npm run openapi`: change the routes, never this. */

/** A value that a limit for `each` counts in its present period. */
export interface LimitValue {
  readonly value: string;
  /** Credits, exact to 6 decimals. */
  readonly used: number;
  /** Credits, exact to 6 decimals. */
  readonly held: number;
}
