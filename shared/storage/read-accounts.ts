import { decodeAccount, type LoadedAccount } from './account-item.ts';
import { readable } from './readable.ts';
import type { Table } from './table.ts';
import { accountIdOf, accountKey } from './table-keys.ts';

/** Many accounts at once, for a list of them: one that can't be read is undefined and spoils no other. */
export async function readAccounts(
  table: Table,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, LoadedAccount | undefined>> {
  const items = await table.getMany(accountIds.map(accountKey));
  return new Map(
    items.map((item) => {
      const accountId = accountIdOf(item);
      return [accountId, readable(() => decodeAccount(accountId, item))];
    }),
  );
}
