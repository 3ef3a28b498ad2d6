import { plansOf } from '../../domain/account/account.ts';
import { present } from '../../domain/present.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { readLoaded } from '../../storage/provable.ts';
import { ItemCorrupt, StoreUnavailable } from '../../storage/table.ts';
import { bringCurrent, type CurrentAccount } from './bring-current.ts';
import { quarantineOf } from './quarantine-of.ts';

/** For whoever only looks at an account: one that nothing changes is told as far as it can be proved. */
export async function currentAccount(
  store: AccountStore,
  accountId: string,
  nowMs: number,
  options?: { readonly isEventual?: boolean },
): Promise<CurrentAccount | undefined> {
  const loaded = await readLoaded(store, accountId, nowMs, options);
  if (loaded === undefined) return undefined;
  return loaded.quarantine === undefined ? bringCurrent(store, loaded, nowMs) : bringInQuarantine(store, loaded, nowMs);
}

/** Reckons what is due in as ever; where what that needs can't be read either, the account is told as it was left. */
export async function bringInQuarantine(
  store: AccountStore,
  loaded: LoadedAccount,
  nowMs: number,
): Promise<CurrentAccount> {
  const { account } = loaded;
  const known = present({ quarantine: await quarantineOf(store, loaded) });
  try {
    return { ...(await bringCurrent(store, loaded, nowMs)), ...known };
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt) && !(cause instanceof StoreUnavailable) && !(cause instanceof RangeError))
      throw cause;
    const plans = await store.catalogue.plansFor(plansOf(account), nowMs);
    return { account, due: [], loaded, plans, rateCards: [], nowMs, ...known };
  }
}
