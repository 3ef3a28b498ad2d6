/** Written by `npm run openapi`: change the routes, never this. */

export interface FleetAccount {
  readonly accountId: string;
  readonly name?: string;
  readonly externalId?: string;
  readonly named?: {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    readonly caller: string;
    readonly actor?: string;
    /** Those that became another, or went. */
    readonly members: readonly ('name' | 'externalId')[];
  };
  /** `quarantined`: an audit found it in breach of its ledger, and nothing changes it. `unreadable`: what is stored is no account; there are no figures. */
  readonly fault?: 'quarantined' | 'unreadable';
  readonly planId?: string;
  readonly state?: 'active' | 'exhausted' | 'suspended' | 'quarantined' | 'closed';
  /** `low`: less is available than a threshold of its plan. `fine`: neither. */
  readonly level?: 'exhausted' | 'low' | 'fine' | 'closed';
  /** What can be spent now. */
  readonly available?: number;
  /** Set aside for work in progress. */
  readonly held?: number;
  /** What work in progress and standing usage took beyond what was available. */
  readonly overrun?: number;
  /** The most that was available in this cycle. */
  readonly peak?: number;
  /** Credits a day, recent use counting more: half of it is of the last day. To tell accounts apart by. */
  readonly burn?: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly exhaustedSince?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly renewsAt?: string;
  /** Of its newest entry. */
  readonly changedAt?: string;
}
