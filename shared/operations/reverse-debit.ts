import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideReversal, type ReversalCommand } from '../domain/decisions/reverse-debit.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { reversalMark } from '../domain/ledger/mark.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function reverseDebit(
  store: CreditStore,
  command: For<ReversalCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideReversal, {
    nowMs,
    entrySeq: command.seq,
    marks: [reversalMark(command.seq)],
  });
}
