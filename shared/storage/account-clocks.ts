/** The clocks of accounts of a test project that were moved ahead. One that isn't there goes with everybody's. */
import * as z from 'zod/mini';
import type { AccountClock } from '../domain/account/account-clock.ts';
import { clockKey, clocksPk } from './account-ahead.ts';
import { parse } from './parse.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';

export interface AccountClocks {
  read(accountId: string): Promise<AccountClock | undefined>;
  /** Keeps a clock, unless it was moved further ahead meanwhile. */
  moveAhead(clock: AccountClock): Promise<void>;
  /** Up to `limit` of those that were moved, by account, from after one on. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<readonly AccountClock[]>;
}

const stored = z.object({ sk: z.string(), version: z.int(), movedToMs: z.int() });
/** Before and after every account's id. */
const [firstId, lastId] = [' ', '~'];

export function createAccountClocks(table: Table): AccountClocks {
  return {
    read: async (accountId) => {
      const item = await table.get(clockKey(accountId));
      return item === undefined ? undefined : decode(item);
    },
    moveAhead: async ({ accountId, aheadMs, movedToMs }) => {
      const item = { ...clockKey(accountId), version: aheadMs, movedToMs };
      const outcome = await table.put(item, { kind: 'older', version: aheadMs });
      if (outcome.kind === 'in-doubt')
        throw new StoreUnavailable('the clock of an account was not moved', { cause: outcome.cause });
    },
    list: async ({ limit, after = firstId }) => {
      const range = { from: `${after}${firstId}`, to: lastId };
      const items = await table.query({ pk: clocksPk, ...range, order: 'ascending', limit });
      return items.map(decode);
    },
  };
}

function decode(item: Item): AccountClock {
  const { sk, version, movedToMs } = parse(stored, item, 'the clock of an account');
  return { accountId: sk, aheadMs: version, movedToMs };
}
