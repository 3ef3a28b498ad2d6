/** Written by `npm run openapi`: change the routes, never this. */

export interface Verdict {
  readonly allowed: boolean;
  readonly reason?:
    | 'quarantined'
    | 'closed'
    | 'suspended'
    | 'exhausted'
    | 'too-many-limit-values'
    | 'limit-reached'
    | 'insufficient-credits';
  readonly effect?: 'paused' | 'restricted' | 'refused';
  /** The spending limit that denies it. */
  readonly limitId?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly since?: string;
}
