import { type Microcredits, total } from '../amount.ts';
import type { Cycle, CycleSchedule } from '../cycle.ts';
import { present } from '../present.ts';
import type { AutoTopUp } from './auto-top-up.ts';
import { available, type Grant, left } from './grant.ts';
import type { Limit } from './limit.ts';
import type { Quarantine } from './quarantine.ts';
import type { StandingUsage } from './standing-usage.ts';
import type { ToldSubscription } from './subscription.ts';
import type { WithdrawnEntries } from './withdrawn.ts';

/** A customer's account: everything a decision needs, and nothing that grows with its history. */
export interface Account {
  readonly accountId: string;
  readonly planId: string;
  /** The plan of the next cycle, where a change waits for it. */
  readonly nextPlanId?: string;
  /** R31: how many times it gets the credits of a plan that is sold by the seat, up to 10,000. Left out of one. */
  readonly seats?: number;
  /** Those of the next cycle, where a change of them waits for it. */
  readonly nextSeats?: number;
  readonly schedule: CycleSchedule;
  readonly cycle: Cycle;
  /** The credits per cycle that this cycle has been granted for: an upgrade pays for what goes beyond it (R13). */
  readonly allotment: Microcredits;
  /** Every grant that hasn't ended, spent ones included: a reversal may return credits to them. */
  readonly grants: readonly Grant[];
  /** Credits that work in progress and standing usage took beyond what was available. */
  readonly overrun: Microcredits;
  /** The part of it that open holds may still use or give back: neither forgiven nor repaid before they are settled. */
  readonly heldOverrun: Microcredits;
  /** Credits spent from purchases that were charged back. Repaid first from whatever is granted next, and never forgiven. */
  readonly debt: Microcredits;
  readonly limits: readonly Limit[];
  /** Holds that are open; they are kept beside the account. */
  readonly openHolds: number;
  /** No open hold expires before this; undefined when there is none. */
  readonly holdsDueMs?: number;
  readonly standing: readonly StandingUsage[];
  /** Up to when standing usage is charged. */
  readonly accruedAtMs: number;
  readonly autoTopUp?: AutoTopUp;
  /** R35: what pays for its plan. Without it the plan's credits come with each cycle, whoever pays. */
  readonly subscription?: ToldSubscription;
  /** R35: since when the plan's credits wait for a payment. */
  readonly suspendedSinceMs?: number;
  /** R35: this cycle began while nothing covered it, and got no plan credits. */
  readonly isCycleUnpaid?: true;
  readonly exhaustedSinceMs?: number;
  readonly closedAtMs?: number;
  /** Parts of its ledger that repairs gave up, in order (R32). */
  readonly withdrawn?: readonly WithdrawnEntries[];
  /** The number of entries in its ledger. */
  readonly seq: number;
  /** SHA-256 of the newest entry, 64 hex digits. */
  readonly headHash: string;
  /** Time of the newest entry, or of a grant that ended since and left none: times never go back within an account (R21). */
  readonly lastAtMs: number;
}

/** The balance that a change leaves behind; on every entry and receipt. */
export interface Balance {
  readonly available: Microcredits;
  readonly held: Microcredits;
  readonly overrun: Microcredits;
  readonly debt: Microcredits;
  /** R35: left of the plan's credits, and not to be drawn until it is paid for. Left out where nothing waits. */
  readonly waiting?: Microcredits;
}

export function balanceOf(account: Account): Balance {
  const waiting = total(account.grants.filter(({ waits }) => waits === true).map(left));
  return {
    available: available(account.grants),
    held: total(account.grants.map((grant) => grant.held)),
    overrun: account.overrun,
    debt: account.debt,
    ...(waiting === 0 ? {} : { waiting }),
  };
}

/** R27: every answer and page says which. */
export const accountStates = ['active', 'exhausted', 'suspended', 'quarantined', 'closed'] as const;
export type AccountState = (typeof accountStates)[number];

export function stateOf(account: Account, quarantine?: Quarantine): AccountState {
  if (quarantine !== undefined) return 'quarantined';
  if (account.closedAtMs !== undefined) return 'closed';
  if (account.suspendedSinceMs !== undefined) return 'suspended';
  return account.exhaustedSinceMs === undefined ? 'active' : 'exhausted';
}

/** The balance as its owner sees it. */
export interface AccountView extends Balance {
  readonly accountId: string;
  readonly planId: string;
  readonly nextPlanId?: string;
  /** More than one. */
  readonly seats?: number;
  readonly nextSeats?: number;
  readonly timeZone: string;
  readonly anchorMs: number;
  readonly state: AccountState;
  readonly subscription?: ToldSubscription;
  readonly suspendedSinceMs?: number;
  readonly exhaustedSinceMs?: number;
  readonly closedAtMs?: number;
  readonly seq: number;
  readonly cycle: Cycle;
  readonly grants: readonly Grant[];
  readonly autoTopUp?: AutoTopUp;
  /** Why nothing changes it, if nothing does; all else is then what can be proved. */
  readonly quarantine?: Quarantine;
}

export function viewOf(account: Account, quarantine?: Quarantine): AccountView {
  const { nextPlanId, seats, nextSeats, subscription, suspendedSinceMs } = account;
  const { exhaustedSinceMs, closedAtMs, autoTopUp } = account;
  return {
    accountId: account.accountId,
    planId: account.planId,
    ...present({ nextPlanId, seats, nextSeats }),
    timeZone: account.schedule.timeZone,
    anchorMs: account.schedule.anchorMs,
    state: stateOf(account, quarantine),
    ...present({ subscription, suspendedSinceMs, exhaustedSinceMs, closedAtMs }),
    ...balanceOf(account),
    seq: account.seq,
    cycle: account.cycle,
    grants: account.grants,
    ...present({ autoTopUp, quarantine }),
  };
}

/** Seats as accounts and entries tell them: they say nothing of a single one. */
export function toldSeats(seats: number): number | undefined {
  return seats === 1 ? undefined : seats;
}

export function withSeats({ seats: _before, ...account }: Account, seats: number): Account {
  return seats === 1 ? account : { ...account, seats };
}

/** The plans that rule this account now and from its next cycle on. */
export function plansOf(account: Account | undefined): readonly string[] {
  return [account?.planId, account?.nextPlanId].filter((planId) => planId !== undefined);
}
