/** Reads how far ahead an account's clock was moved, for whoever reads nothing else of it (`account-clocks.ts`). */
import { ItemCorrupt, type Table } from './table.ts';
import type { Key } from './table-keys.ts';

/** One partition: in a test project there are not many. */
export const clocksPk = 'CLOCKS';

export function clockKey(accountId: string): Key {
  return { pk: clocksPk, sk: accountId };
}

/** In milliseconds: 0 of a clock that goes with everybody's. Its item's version is how far ahead it is, so that no older move is put over a newer one. */
export async function aheadMsOf(table: Table, accountId: string): Promise<number> {
  const item = await table.get(clockKey(accountId));
  const aheadMs = item === undefined ? 0 : item['version'];
  if (typeof aheadMs !== 'number') throw new ItemCorrupt('the clock of an account is not one');
  return aheadMs;
}
