import type { Microcredits } from '../../../shared/domain/amount.ts';
import type { Meter } from './meter.ts';
import type { Turn } from './turns.ts';

/** Something that debits accounts, with a meter on its calls. */
export interface Subject {
  readonly name: string;
  /** Ours is what the targets hold for; the others stand beside it. */
  readonly isOurs: boolean;
  readonly meter: Meter;
  /** Charges a turn. Resolves with the credits that the answer acknowledged, rejects when none did. */
  readonly debit: (accountId: string, turn: Turn) => Promise<Microcredits>;
  /** The balances that the accounts hold now, read beside the meter. */
  readonly books: (accountIds: readonly string[]) => Promise<Books>;
}

export interface Books {
  /** Microcredits over all the accounts. */
  readonly available: number;
  /** Ledger entries over all the accounts, where there is a ledger to count. */
  readonly entries?: number;
}

/** An answer that acknowledges nothing. */
export class NotCharged extends Error {
  override readonly name = 'NotCharged';
}
