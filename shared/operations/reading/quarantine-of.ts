import type { Quarantine } from '../../domain/account/quarantine.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { readQuarantine } from '../../storage/quarantines.ts';

/** Why nothing changes an account that was read; undefined of most. One that no audit has met yet says it by itself. */
export async function quarantineOf(
  store: AccountStore,
  { account, quarantine: finding }: LoadedAccount,
): Promise<Quarantine | undefined> {
  if (finding === undefined) return undefined;
  return (await readQuarantine(store.table, account.accountId)) ?? { sinceMs: account.lastAtMs, findings: [finding] };
}
