import { projectAccount } from '../../../shared/operations/project-commits.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';

/** Brings an account's projection up to its ledger, and tells nobody. */
export async function project(store: CreditStore, accountId: string, nowMs: number): Promise<void> {
  const loaded = await store.readAccount(accountId);
  if (loaded !== undefined)
    await projectAccount({ store, bus: { publish: async () => {} }, nowMs: () => nowMs }, loaded);
}
