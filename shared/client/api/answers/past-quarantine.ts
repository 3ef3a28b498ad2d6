/** Written by `npm run openapi`: change the routes, never this. */

/** A quarantine that is over. */
export interface PastQuarantine {
  /** ISO 8601 in UTC with milliseconds. */
  readonly since: string;
  /** What is wrong, each with the entry that it is about, as `entry 5: …`. */
  readonly findings: readonly string[];
  /** ISO 8601 in UTC with milliseconds. */
  readonly endedAt: string;
  readonly reason?: string;
  /** Who answers for its end. */
  readonly actor?: string;
}
