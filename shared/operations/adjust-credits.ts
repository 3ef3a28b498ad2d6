import { type AdjustmentCommand, decideAdjustment } from '../domain/adjustment.ts';
import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function adjustCredits(
  store: CreditStore,
  command: AdjustmentCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide: onAccount(decideAdjustment, command) }),
  );
}
