import { decideSetAutoTopUp, type SetAutoTopUpCommand } from '../domain/auto-top-up.ts';
import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function setAutoTopUp(
  store: CreditStore,
  command: SetAutoTopUpCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, idempotencyKey, fingerprint } = command;
  const decide = onAccount(decideSetAutoTopUp, command);
  return entryOutcome(await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide }));
}
