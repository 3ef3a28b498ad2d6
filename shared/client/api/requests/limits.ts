/** Written by `npm run openapi`: change the routes, never this. */

/** What a category, or values of a dimension, may use in a period; or the whole account, with a period. */
export interface SetLimitBody {
  /** Credits: above 0, at most 6 decimals, at most 999,999,999.999999. */
  readonly credits: number | string;
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** One `value`; all that begin with a `prefix` (or with what a value has before its last `*`), together; or `each` value, for itself, nobody named. A limit for one value stands in for the one for `each`, of the same category. */
  readonly dimension?: {
    readonly name: string;
    readonly value?: string;
    readonly prefix?: string;
    readonly each?: true;
  };
  /** The time that it counts over, `cycle` when left out. Days, and weeks from Monday on, are those of the account’s time zone, however its clock is changed. */
  readonly period?: 'day' | 'week' | 'cycle' | 'lifetime';
  /** When the limit ends: from then on it is gone. */
  readonly endsAt?: string;
}

export interface ListLimitsQuery {
  /** As of the last entry by this instant, which the answer names; as of now when left out. */
  readonly at?: string;
}

export interface SetBrakeBody {
  /** The dimension whose values are watched, as `key`, `user` or `workflow`. Off when left out. */
  readonly dimension?: string;
  /** Who answers for it. */
  readonly actor?: string;
}
