import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../../storage/table.ts';
import { keptEvery, sumCycle } from './sum-cycle.ts';

/** Entries that one call reads: what is older is left to later ones, and to whoever asks for it. */
const entriesMax = 2_000;

export interface Stretch {
  /** The last entry before what is new, and the last of that. */
  readonly fromSeq: number;
  readonly toSeq: number;
  /** `keptEvery`, but in tests. */
  readonly every?: number;
}

/**
 * Brings the sums of the present cycle forward, and keeps a checkpoint of the account, every so many entries. They only change what reading them costs: where the store
 * doesn't answer, or something of the ledger can't be read, they stay as they are.
 */
export async function keepSums(
  store: CreditStore,
  loaded: LoadedAccount,
  { fromSeq, toSeq, every = keptEvery }: Stretch,
): Promise<void> {
  if (Math.floor(fromSeq / every) === Math.floor(toSeq / every)) return;
  const { account, log } = loaded;
  const cycle = log.entries.at(-1)?.cycle ?? account.cycle.index;
  try {
    const stored = await store.sums.readCycle(account.accountId, cycle);
    await sumCycle(store, loaded, stored, { cycle, entriesMax, worth: 1, endsAtFault: true });
    await store.checkpoints.keep([account]);
  } catch (cause) {
    if (!(cause instanceof StoreUnavailable) && !(cause instanceof ItemCorrupt)) throw cause;
  }
}
