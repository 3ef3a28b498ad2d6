import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideRelease, type ReleaseCommand } from '../domain/release-hold.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function releaseHold(
  store: CreditStore,
  command: ReleaseCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, holdId, idempotencyKey, fingerprint } = command;
  const decide = onAccount(decideRelease, command);
  return entryOutcome(await store.change({ accountId, idempotencyKey, fingerprint, nowMs, holdId, decide }));
}
