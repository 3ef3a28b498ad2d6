import { type AccountView, viewOf } from '../domain/account/account.ts';
import { done, type Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { CreditStore } from '../storage/store.ts';
import { type AccountAt, type AtQuestion, accountAt } from './reading/account-at.ts';

/** A balance now, or as of an instant: then with the entry up to which it is complete. */
export interface AccountViewAt extends AccountView, Pick<AccountAt, 'through' | 'unprovable'> {}

export async function readAccount(
  store: CreditStore,
  asked: AtQuestion,
  nowMs: number,
): Promise<Outcome<AccountViewAt>> {
  const found = await accountAt(store, asked, nowMs);
  if (found.kind !== 'done') return found;
  const { account, quarantine, through, unprovable } = found.value;
  return done({ ...viewOf(account, quarantine), ...present({ through, unprovable }) });
}
