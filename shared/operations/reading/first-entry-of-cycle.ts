import type { Entry } from '../../domain/ledger/entry.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { soundEntry } from './sound-entry.ts';

/** The first entry of a cycle or of one after it. Cycles never fall within a ledger, so halving finds it in a few reads. */
export async function firstEntryOfCycle(
  store: AccountStore,
  loaded: LoadedAccount,
  cycle: number,
): Promise<Entry | undefined> {
  return firstEntry(store, loaded, (entry) => entry.cycle >= cycle);
}

/**
 * The first entry of which something is true that stays true of all that follow. Where an entry can't be read, the next before
 * it speaks for it.
 */
export async function firstEntry(
  store: AccountStore,
  loaded: LoadedAccount,
  isIt: (entry: Entry) => boolean,
): Promise<Entry | undefined> {
  let low = 1;
  let high = loaded.account.seq + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await readableEntry(store, loaded, middle, 'descending');
    if (entry === undefined || !isIt(entry)) low = middle + 1;
    else high = Math.max(low, Math.min(middle, entry.seq));
  }
  return readableEntry(store, loaded, low, 'ascending');
}

/** The entry or, where it can't be read or doesn't stand, the next that does, in the direction given. */
async function readableEntry(
  store: AccountStore,
  loaded: LoadedAccount,
  seq: number,
  direction: 'ascending' | 'descending',
): Promise<Entry | undefined> {
  const entry = await soundEntry(store, loaded, seq);
  if (entry !== undefined) return entry;
  for await (const next of store.entriesFrom(loaded, seq, direction, { onFault: () => {} })) return next;
  return undefined;
}
