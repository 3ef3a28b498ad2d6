import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { readLoaded } from '../../storage/provable.ts';
import { bringCurrent } from './bring-current.ts';

/**
 * How far the clocks of two processes may disagree. What has been due for longer will be written exactly as it is reckoned
 * now, whoever writes it: no change can be dated before it any more.
 */
const clockDifferenceMaxMs = 300_000;

/**
 * An account with the ledger that is certain: the entries that are stored, and those that have been due for so long that
 * nothing can come before them. So a ledger explains its cycles even where no schedule ran.
 */
export async function certainLedger(
  store: AccountStore,
  accountId: string,
  nowMs: number,
): Promise<LoadedAccount | undefined> {
  const loaded = await readLoaded(store, accountId, nowMs);
  if (loaded === undefined) return undefined;
  // Nothing becomes of what is due while nothing changes it.
  if (loaded.quarantine !== undefined) return loaded;
  return (await bringCurrent(store, loaded, nowMs - clockDifferenceMaxMs)).loaded;
}
