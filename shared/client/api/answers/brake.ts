/** Written by `npm run openapi`: change the routes, never this. */

export interface Brake {
  readonly accountId: string;
  /** The dimension whose values it watches; off without one. */
  readonly dimension?: string;
  /** When it was turned on, to another dimension, or off, and by whom. */
  readonly set?: {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    readonly caller: string;
    readonly actor?: string;
  };
}
