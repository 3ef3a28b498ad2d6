import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';

export interface QuarantineEnd {
  readonly accountId: string;
  readonly reason: string;
  /** The person who looked at the account and answers for it. */
  readonly actor: string;
}

/** Lets changes through again. Mends nothing: what is still wrong is found by the next audit. Throws what can't be read. */
export async function liftQuarantine(
  store: CreditStore,
  { accountId, ...by }: QuarantineEnd,
  nowMs: number,
): Promise<Outcome<{ readonly accountId: string; readonly quarantined: false }>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  await store.liftQuarantine(accountId, { ...by, atMs: nowMs });
  return done({ accountId, quarantined: false });
}
