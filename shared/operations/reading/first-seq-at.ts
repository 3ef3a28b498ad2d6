import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';

/** The number of the first entry at or after an instant; one more than there are where there is none. Times never fall within a ledger, so halving finds it in a few reads. */
export async function firstSeqAt(store: CreditStore, loaded: LoadedAccount, atMs: number): Promise<number> {
  let low = 1;
  let high = loaded.account.seq + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await store.entry(loaded, middle);
    if (entry !== undefined && entry.atMs < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
