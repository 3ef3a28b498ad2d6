/** Written by `npm run openapi`: change the routes, never this. */

/** What a category, or a dimension’s value, may use in a cycle. */
export interface SetLimitBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  readonly dimension?: {
    readonly name: string;
    readonly value: string;
  };
}

export interface ListLimitsQuery {
  /** As of the last entry by this instant, which the answer names; as of now when left out. */
  readonly at?: string;
}
