/** Written by `npm run openapi`: change the routes, never this. */

export interface ServiceHealth {
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** What needs somebody; empty when nothing does. `not-measured`: what lies beside the table did not answer. */
  readonly findings: readonly (
    | 'alarm-rings'
    | 'breach-found'
    | 'accounts-quarantined'
    | 'audit-failed'
    | 'work-put-aside'
    | 'sweep-late'
    | 'accounts-parked'
    | 'audit-late'
    | 'queues-not-measured'
    | 'alarms-not-measured'
  )[];
  readonly sweep: {
    /** For how long something has been due that isn’t written. Balances are right anyway. */
    readonly lagSeconds: number;
    readonly oldestDue?: {
      readonly accountId: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly dueAt: string;
    };
    /** Accounts that failed lately and are left out for an hour. */
    readonly parked: number;
  };
  /** Accounts that nothing changes until people have looked. */
  readonly quarantined: readonly {
    readonly accountId: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly since: string;
    /** What is wrong, each with the entry that it is about, as `entry 5: …`. */
    readonly findings: readonly string[];
  }[];
  /** The last audit. Absent before the first. */
  readonly audit?: {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    readonly audited: number;
    /** Of those: nothing was new since they were verified. */
    readonly unchanged: number;
    /** Of those: there was more to read than one audit takes. */
    readonly skipped: number;
    readonly breaches: number;
    /** Could not be looked at; the next audit tries again. */
    readonly failed: number;
    readonly caughtUp: number;
    /** Every account was seen; else the next audit goes on. */
    readonly complete: boolean;
  };
  readonly queues?: readonly {
    readonly name: string;
    readonly kind: 'work' | 'put-aside';
    /** Roughly. */
    readonly messages: number;
  }[];
  /** Those that ring. */
  readonly alarms?: readonly {
    readonly name: string;
    readonly matter: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly since: string;
  }[];
}
