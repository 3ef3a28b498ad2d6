import { reversalMark } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideReversal, type ReversalCommand } from '../domain/reversal.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

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
