/** Written by `npm run openapi`: change the routes, never this. */

/** Of up to three cycles that are over: granted is net of what was taken back, unused is what expired or came back too late. */
export interface Waste {
  readonly cycles: readonly {
    readonly cycle: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    readonly granted: number;
    readonly unused: number;
    /** Unused of granted, to 4 decimals. */
    readonly share: number | null;
    readonly bySource: readonly {
      readonly source: 'plan' | 'adjustment' | 'add-on';
      readonly granted: number;
      readonly unused: number;
      /** Unused of granted, to 4 decimals. */
      readonly share: number | null;
    }[];
  }[];
  readonly total: {
    readonly granted: number;
    readonly unused: number;
    /** Unused of granted, to 4 decimals. */
    readonly share: number | null;
  };
}
