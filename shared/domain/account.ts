import type { Microcredits } from './amount.ts';
import { noCredits, plus, total } from './amount.ts';
import { type Cycle, type CycleSchedule, cycleOf } from './cycle.ts';
import { available, type Grant } from './grant.ts';

/** A customer's account: everything a decision needs, and nothing that grows with its history. */
export interface Account {
  readonly accountId: string;
  readonly planId: string;
  readonly schedule: CycleSchedule;
  readonly cycle: Cycle;
  /** Every grant that hasn't ended, spent ones included: a reversal may return credits to them. */
  readonly grants: readonly Grant[];
  /** What in-progress work used beyond what was available, this cycle. */
  readonly overrun: Microcredits;
  readonly exhaustedSinceMs?: number;
  readonly closedAtMs?: number;
  /** The number of entries in its ledger. */
  readonly seq: number;
  /** SHA-256 of the newest entry, 64 hex digits. */
  readonly headHash: string;
  /** Time of the newest entry: entry times never go back within an account (rule 21). */
  readonly lastAtMs: number;
}

/** What a change leaves behind; on every entry and receipt. */
export interface Balance {
  readonly available: Microcredits;
  readonly held: Microcredits;
  readonly overrun: Microcredits;
}

export function balanceOf(account: Account): Balance {
  return {
    available: available(account.grants),
    held: total(account.grants.map((grant) => grant.held)),
    overrun: account.overrun,
  };
}

export const accountStates = ['active', 'exhausted', 'closed'] as const;
export type AccountState = (typeof accountStates)[number];

export function stateOf(account: Account): AccountState {
  if (account.closedAtMs !== undefined) return 'closed';
  return account.exhaustedSinceMs === undefined ? 'active' : 'exhausted';
}

/** The balance as its owner sees it. */
export interface AccountView extends Balance {
  readonly accountId: string;
  readonly planId: string;
  readonly timeZone: string;
  readonly anchorMs: number;
  readonly state: AccountState;
  readonly exhaustedSinceMs?: number;
  readonly seq: number;
  readonly cycle: Cycle;
  readonly grants: readonly Grant[];
}

export function viewOf(account: Account): AccountView {
  return {
    accountId: account.accountId,
    planId: account.planId,
    timeZone: account.schedule.timeZone,
    anchorMs: account.schedule.anchorMs,
    state: stateOf(account),
    ...(account.exhaustedSinceMs === undefined ? {} : { exhaustedSinceMs: account.exhaustedSinceMs }),
    ...balanceOf(account),
    seq: account.seq,
    cycle: account.cycle,
    grants: account.grants,
  };
}

export function cycleAfter(account: Account): Cycle {
  return cycleOf(account.schedule, account.cycle.index + 1);
}

/** Everything live that was ever granted. Bounded so that no balance outgrows what a JSON number carries exactly. */
export function grantedInAll(account: Account): Microcredits {
  return account.grants.reduce((sum, grant) => plus(sum, grant.granted), noCredits);
}
