import { type AccountView, viewOf } from '../domain/account/account.ts';
import type { Named } from '../domain/account/account-details.ts';
import type { TopUpRequest } from '../domain/account/top-up-request.ts';
import { done, type Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { CreditStore } from '../storage/store.ts';
import { ItemCorrupt } from '../storage/table.ts';
import { type AccountAt, type AtQuestion, accountAt } from './reading/account-at.ts';

/** A balance now, or as of an instant: then with the entry up to which it is complete. */
export interface AccountViewAt extends AccountView, Named, Pick<AccountAt, 'through' | 'unprovable'> {
  /** The last top-up that it asked for by itself, as it is now (R34). */
  readonly topUp?: { readonly request: TopUpRequest; readonly nowMs: number };
}

export async function readAccount(
  store: CreditStore,
  asked: AtQuestion,
  nowMs: number,
): Promise<Outcome<AccountViewAt>> {
  const [found, named] = await Promise.all([accountAt(store, asked, nowMs), nameOf(store, asked.accountId)]);
  if (found.kind !== 'done') return found;
  const { account, quarantine, through, unprovable } = found.value;
  const topUp =
    asked.atMs === undefined && account.autoTopUp !== undefined
      ? await topUpOf(store, asked.accountId, nowMs)
      : undefined;
  return done({ ...viewOf(account, quarantine), ...named, ...present({ through, unprovable, topUp }) });
}

/** A name that can't be read keeps no balance from being read. */
async function nameOf(store: CreditStore, accountId: string): Promise<Named> {
  try {
    const { name, externalId } = await store.details.read(accountId);
    return present({ name, externalId });
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return {};
    throw cause;
  }
}

/** A request that can't be read keeps no balance from being read. */
async function topUpOf(store: CreditStore, accountId: string, nowMs: number): Promise<AccountViewAt['topUp']> {
  try {
    const request = await store.topUps.read(accountId);
    return request && { request, nowMs };
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return undefined;
    throw cause;
  }
}
