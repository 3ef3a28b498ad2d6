import { onAccount, reversalMark } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideReversal, type ReversalCommand } from '../domain/reversal.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function reverseDebit(
  store: CreditStore,
  command: ReversalCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, seq, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({
      accountId,
      idempotencyKey,
      fingerprint,
      nowMs,
      entrySeq: seq,
      marks: [reversalMark(seq)],
      decide: onAccount(decideReversal, command),
    }),
  );
}
