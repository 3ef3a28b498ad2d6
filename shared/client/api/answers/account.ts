/** Written by `npm run openapi`: change the routes, never this. */

import type { AutoTopUp } from './auto-top-up.ts';
import type { Grant } from './grant.ts';
import type { Quarantine } from './quarantine.ts';
import type { Subscription } from './subscription.ts';
import type { TopUpRequest } from './top-up-request.ts';

export interface Account {
  readonly accountId: string;
  /** That people know it by, as it is now. */
  readonly name?: string;
  /** That its owner’s other systems have for it, as it is now. */
  readonly externalId?: string;
  readonly planId: string;
  /** The plan of the next cycle, where a change waits for it. */
  readonly nextPlanId?: string;
  /** How many times it gets the credits of a plan that is sold by the seat. Left out where once. */
  readonly seats?: number;
  /** Those of the next cycle, where a change of them waits for it. */
  readonly nextSeats?: number;
  /** `exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay. `suspended`: its plan isn’t paid for, and what is left of the plan’s credits, `waiting`, can’t be spent; packs can. `quarantined`: its books disagree, or can’t be read; nothing changes it until people have looked, and what is shown is what can be proved. */
  readonly state: 'active' | 'exhausted' | 'suspended' | 'quarantined' | 'closed';
  readonly subscription?: Subscription;
  /** ISO 8601 in UTC with milliseconds. */
  readonly suspendedSince?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly exhaustedSince?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly closedAt?: string;
  /** What can be spent now. */
  readonly available: number;
  /** Set aside for work in progress. */
  readonly held: number;
  /** What work in progress and standing usage took beyond what was available. */
  readonly overrun: number;
  /** Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none. */
  readonly debt?: number;
  /** Of the plan’s credits, what can’t be spent until the plan is paid for: they are left, and wait. Absent where nothing waits. */
  readonly waiting?: number;
  /** What each category may spend of `available`. Present while some of it is for one category alone; elsewhere each may spend all of it. */
  readonly availableFor?: {
    /** Credits, exact to 6 decimals. */
    readonly ai: number;
    /** Credits, exact to 6 decimals. */
    readonly infrastructure: number;
    /** Credits, exact to 6 decimals. */
    readonly platform: number;
  };
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly seq: number;
  readonly cycle: {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  /** ISO 8601 in UTC with milliseconds. */
  readonly renewsAt: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly cycleAnchor: string;
  readonly timeZone: string;
  readonly grants: readonly Grant[];
  readonly autoTopUp?: AutoTopUp;
  readonly topUpRequest?: TopUpRequest;
  /** With `at`: the newest entry by then. All is as that entry left it. */
  readonly through?: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
  };
  readonly quarantine?: Quarantine;
  /** Entries that are missing, or not what was written: none of them is in this. */
  readonly unprovable?: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    readonly finding: string;
  }[];
}
