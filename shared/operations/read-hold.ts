import type { Hold } from '../domain/account/hold.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { ItemCorrupt } from '../storage/table.ts';
import { currentAccount } from './reading/current-account.ts';

/** As of now: a hold whose time is up is reckoned as settled, written or not. */
export async function readHold(
  store: AccountStore,
  { accountId, holdId }: { readonly accountId: string; readonly holdId: string },
  nowMs: number,
): Promise<Outcome<Hold>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const hold = await holdOf(store, current.loaded, holdId);
  return hold === undefined ? refused({ reason: 'hold-not-found' }) : done(hold);
}

/** Entries that are looked through for a hold whose item can't be read. */
const lookedAtMax = 10_000;

/** By its item; where that can't be read, as the newest entry that touched it left it. */
async function holdOf(store: AccountStore, loaded: LoadedAccount, holdId: string): Promise<Hold | undefined> {
  try {
    return await store.hold(loaded, holdId);
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt)) throw cause;
    let lookedAt = 0;
    for await (const { hold } of store.entriesFrom(loaded, loaded.account.seq, 'descending', { onFault: () => {} })) {
      if (hold?.holdId === holdId) return hold;
      lookedAt += 1;
      if (lookedAt === lookedAtMax) break;
    }
    throw cause;
  }
}
