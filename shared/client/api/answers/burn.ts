/** Written by `npm run openapi`: change the routes, never this. */

/** How fast credits go, in all and by category. */
export interface Burn {
  readonly spans: {
    /** The last 24 hours that are over, or as many as there are. */
    readonly lastDay?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The last 168. */
    readonly lastWeek?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The present cycle so far; its rates are over an hour at least. */
    readonly cycle?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The one before, whole; absent where it is more than 18 weeks back. */
    readonly previousCycle?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
    /** The one before, up to the point at which this one is. */
    readonly previousCycleToDate?: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    };
  };
  readonly total: {
    /** The last 24 hours that are over, or as many as there are. */
    readonly lastDay?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The last 168. */
    readonly lastWeek?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The present cycle so far; its rates are over an hour at least. */
    readonly cycle?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The one before, whole; absent where it is more than 18 weeks back. */
    readonly previousCycle?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
    /** The one before, up to the point at which this one is. */
    readonly previousCycleToDate?: {
      readonly credits: number;
      readonly perHour: number;
      readonly perDay: number;
    };
  };
  readonly byCategory: {
    readonly ai: {
      /** The last 24 hours that are over, or as many as there are. */
      readonly lastDay?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The last 168. */
      readonly lastWeek?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The present cycle so far; its rates are over an hour at least. */
      readonly cycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, whole; absent where it is more than 18 weeks back. */
      readonly previousCycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, up to the point at which this one is. */
      readonly previousCycleToDate?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
    };
    readonly infrastructure: {
      /** The last 24 hours that are over, or as many as there are. */
      readonly lastDay?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The last 168. */
      readonly lastWeek?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The present cycle so far; its rates are over an hour at least. */
      readonly cycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, whole; absent where it is more than 18 weeks back. */
      readonly previousCycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, up to the point at which this one is. */
      readonly previousCycleToDate?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
    };
    readonly platform: {
      /** The last 24 hours that are over, or as many as there are. */
      readonly lastDay?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The last 168. */
      readonly lastWeek?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The present cycle so far; its rates are over an hour at least. */
      readonly cycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, whole; absent where it is more than 18 weeks back. */
      readonly previousCycle?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
      /** The one before, up to the point at which this one is. */
      readonly previousCycleToDate?: {
        readonly credits: number;
        readonly perHour: number;
        readonly perDay: number;
      };
    };
  };
}
