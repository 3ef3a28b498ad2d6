/** Written by `npm run openapi`: change the routes, never this. */

/** Why nothing changes the account. An operator repairs it, or lifts the quarantine. */
export interface Quarantine {
  /** ISO 8601 in UTC with milliseconds. */
  readonly since: string;
  /** What is wrong, each with the entry that it is about, as `entry 5: …`. */
  readonly findings: readonly string[];
}
