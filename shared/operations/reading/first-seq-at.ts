import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { firstEntry } from './first-entry-of-cycle.ts';

/**
 * The number of the first entry at or after an instant; one more than there are where there is none. Times never fall within a
 * ledger, so halving finds it in a few reads.
 */
export async function firstSeqAt(store: CreditStore, loaded: LoadedAccount, atMs: number): Promise<number> {
  const first = await firstEntry(store, loaded, (entry) => entry.atMs >= atMs);
  return first?.seq ?? loaded.account.seq + 1;
}
