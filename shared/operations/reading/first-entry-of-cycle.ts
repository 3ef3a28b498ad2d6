import type { Entry } from '../../domain/ledger/entry.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';

/** The first entry of a cycle or of one after it. Cycles never fall within a ledger, so halving finds it in a few reads. */
export async function firstEntryOfCycle(
  store: AccountStore,
  loaded: LoadedAccount,
  cycle: number,
): Promise<Entry | undefined> {
  let low = 1;
  let high = loaded.account.seq + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await store.entry(loaded, middle);
    if (entry !== undefined && entry.cycle < cycle) low = middle + 1;
    else high = middle;
  }
  return store.entry(loaded, low);
}
