/** The names of accounts as the answers told them, so that any part of the page shows one beside an id without reading it again. */
import { useSyncExternalStore } from 'react';

interface Known {
  readonly accountId: string;
  readonly name?: string | undefined;
}

const names = new Map<string, string | undefined>();
const listeners = new Set<() => void>();

/** Remembers what answers said. A name that is gone is forgotten. */
export function rememberNames(accounts: readonly Known[]): void {
  const news = accounts.filter(({ accountId, name }) => names.get(accountId) !== name);
  for (const { accountId, name } of news) names.set(accountId, name);
  if (news.length > 0) for (const tell of listeners) tell();
}

/** The account's name; undefined where it has none, or no answer told it yet. */
export function useAccountName(accountId: string | undefined): string | undefined {
  return useSyncExternalStore(subscribe, () => (accountId === undefined ? undefined : names.get(accountId)));
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
