/**
 * The memory of an audit for one account: up to which entry its ledger was verified, and what it came to there. The next one
 * reads what is new; once in a month all is read again from the first entry, with a point of its own for as long as that takes.
 */
import type { Account } from '../account/account.ts';
import type { Hold } from '../account/hold.ts';
import { dayMs } from '../time.ts';
import type { Verified } from './verify-ledger.ts';

export interface AuditPoint {
  readonly verified: Verified;
  /** When the whole ledger was last verified, or began to be. */
  readonly wholeAtMs: number;
  /** The second reading of the whole ledger, as far as it has come. */
  readonly again?: { readonly sinceMs: number; readonly verified: Verified };
  /** The account and its open holds as they were when they were last found to be what the ledger says. */
  readonly sound?: SoundAccount;
}

/** An account that was found to be right: whoever has to tell a damaged one begins here. */
export interface SoundAccount {
  readonly account: Account;
  /** Those that were open. */
  readonly holds: readonly Hold[];
}

/** All is read again within 30 days, each account at a time of its own. */
const wholeEveryDays = 22;
const wholeSpreadDays = 6;

/** True of an account whose whole ledger is to be read again. `spread` is a whole number that differs between accounts. */
export function isWholeDue({ wholeAtMs }: AuditPoint, spread: number, nowMs: number): boolean {
  return nowMs - wholeAtMs >= (wholeEveryDays + (spread % wholeSpreadDays)) * dayMs;
}
