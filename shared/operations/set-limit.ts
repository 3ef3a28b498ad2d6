import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideSetLimit, type SetLimitCommand } from '../domain/set-limit.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function setLimit(
  store: CreditStore,
  command: SetLimitCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide: onAccount(decideSetLimit, command) }),
  );
}
