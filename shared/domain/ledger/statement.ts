/** The statement of a cycle: what was there, what arrived, what was used, what was lost, what is left. */
import type { Balance } from '../account/account.ts';
import type { Quarantine } from '../account/quarantine.ts';
import { noCredits } from '../amount.ts';
import type { Cycle } from '../cycle.ts';
import type { Movement } from './movement.ts';

export interface Statement {
  readonly accountId: string;
  readonly planId: string;
  /** Those that the cycle began with, more than one. */
  readonly seats?: number;
  readonly cycle: Cycle;
  /** True once the cycle is over: it will never say anything else. */
  readonly isFinal: boolean;
  readonly entries: { readonly first: number; readonly last: number };
  /** The last entry in it, and its time: up to there it is complete. */
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly opening: Balance;
  readonly closing: Balance;
  readonly movements: readonly Movement[];
  /** Parts of the ledger that are in none of it, since they can't be proved. */
  readonly unprovable?: readonly Unprovable[];
  /** Why nothing changes the account. */
  readonly quarantine?: Quarantine;
}

/** Entries, from the first to the last of them, that are missing or not what was written. */
export interface Unprovable {
  readonly first: number;
  readonly last: number;
  readonly finding: string;
}

export const emptyBalance: Balance = { available: noCredits, held: noCredits, overrun: noCredits, debt: noCredits };
