import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import { decideEnd, type EndCommand } from '../domain/keep-usage.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function endStandingUsage(
  store: CreditStore,
  command: EndCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide: onAccount(decideEnd, command) }),
  );
}
