import type { Balance } from './account.ts';
import type { PastQuarantine, Quarantine } from './quarantine.ts';
import type { SeqRange } from './withdrawn.ts';

/** R32: what a repair comes to: the last entry that stands, what is withdrawn or lost, and what is left then. */
export interface ProposedRepair {
  readonly through: number;
  readonly withdraws?: SeqRange;
  readonly lost: readonly SeqRange[];
  readonly balance: Balance;
}

export interface QuarantineReport {
  readonly accountId: string;
  /** Undefined of an account that isn't quarantined. */
  readonly quarantine?: Quarantine;
  /** The repair that would end it; undefined where not even the first entry can be proved. */
  readonly repair?: ProposedRepair;
  /** Those that are over, newest first. */
  readonly past: readonly PastQuarantine[];
}
