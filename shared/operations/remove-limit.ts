import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideRemoveLimit, type RemoveLimitCommand } from '../domain/set-limit.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function removeLimit(
  store: CreditStore,
  command: RemoveLimitCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({
      accountId,
      idempotencyKey,
      fingerprint,
      nowMs,
      decide: onAccount(decideRemoveLimit, command),
    }),
  );
}
