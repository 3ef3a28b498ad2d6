/** Written by `npm run openapi`: change the routes, never this. */

/** What may be done, by a closed list of codes, each with its figures; the most pressing first. */
export type Advice =
  | {
      /** Likely use empties the balance before the renewal. */
      readonly code: 'buy-add-on-before';
      /** The earliest instant at which it may be empty. */
      readonly before: string;
      /** Credits, exact to 6 decimals. */
      readonly available: number;
      /** Credits, estimated: eight in ten are between low and high. */
      readonly expectedUse: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** Of the likely use. */
      readonly missing: number;
      /** The cheapest that covers it and lasts until the renewal. */
      readonly pack: {
        readonly packId: string;
        readonly count: number;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
        readonly price?: {
          readonly amount: number;
          readonly currency: string;
        };
      } | null;
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    }
  | {
      /** High use takes more than there is before the renewal. */
      readonly code: 'shift-heavy-work-after-renewal';
      /** Credits, exact to 6 decimals. */
      readonly available: number;
      /** Credits, estimated: eight in ten are between low and high. */
      readonly expectedUse: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** Of the high use. */
      readonly missing: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    }
  | {
      /** Even high use leaves a tenth or more of what this cycle granted. */
      readonly code: 'run-heavy-work-before-renewal';
      /** Credits, estimated: eight in ten are between low and high. */
      readonly left: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** Credits, exact to 6 decimals. */
      readonly granted: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly renewsAt: string;
    }
  | {
      /** Likely use leaves some of what was paid for. */
      readonly code: 'add-on-expires-unused';
      readonly grantId: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly expiresAt: string;
      /** Credits, exact to 6 decimals. */
      readonly remaining: number;
      /** Credits, exact to 6 decimals. */
      readonly unused: number;
    }
  | {
      /** By a quarter or more against the same part of the cycle before. */
      readonly code: 'usage-grew';
      readonly credits: number;
      readonly previous: number;
      /** The one that grew most. */
      readonly category: 'ai' | 'infrastructure' | 'platform';
      readonly categoryCredits: number;
      readonly categoryPrevious: number;
    }
  | {
      /** A quarter or more of what was granted in the cycles looked back on. */
      readonly code: 'credits-expired-unused';
      readonly cycles: number;
      readonly granted: number;
      readonly unused: number;
      /** The cheapest that costs less than the present one and grants as much as was used in any of those cycles. */
      readonly plan?: {
        readonly planId: string;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
      };
    };
