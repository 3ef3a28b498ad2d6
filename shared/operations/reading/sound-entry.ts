import type { Entry } from '../../domain/ledger/entry.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { ItemCorrupt } from '../../storage/table.ts';

/** An entry by its number; undefined if there is none, it doesn't stand (unless any will do), or it can't be proved. */
export async function soundEntry(
  store: AccountStore,
  loaded: LoadedAccount,
  seq: number,
  options?: { readonly isAny: true },
): Promise<Entry | undefined> {
  try {
    return await store.entry(loaded, seq, options);
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return undefined;
    throw cause;
  }
}
