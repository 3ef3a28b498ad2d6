import type { AccountStore } from '../storage/account-store.ts';

/** Writes what has become due of an account. However often and late it is called, each transition happens once. */
export async function advanceAccount(store: AccountStore, accountId: string, nowMs: number): Promise<void> {
  await store.change({
    accountId,
    nowMs,
    decide: (account) =>
      account === undefined ? { kind: 'refused', refusal: { reason: 'account-not-found' } } : { kind: 'advanced' },
  });
}
