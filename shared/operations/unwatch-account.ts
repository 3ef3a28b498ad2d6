import { done, type Outcome } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import type { WatchedAccount } from './watch-account.ts';

export async function unwatchAccount(store: CreditStore, accountId: string): Promise<Outcome<WatchedAccount>> {
  await store.watched.unwatch(accountId);
  return done({ accountId, watched: false });
}
