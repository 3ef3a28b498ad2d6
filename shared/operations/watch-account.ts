import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';

export async function watchAccount(store: CreditStore, accountId: string): Promise<Outcome<WatchedAccount>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  const isWatched = await store.watched.watch(accountId);
  return isWatched ? done({ accountId, watched: true }) : refused({ reason: 'watched-accounts-limit' });
}

export interface WatchedAccount {
  readonly accountId: string;
  readonly watched: boolean;
}
