/** Lists of accounts, in pages, and many accounts at once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { accountKey, dueShards } from '../../shared/storage/table-keys.ts';
import type { DuePosition } from '../../shared/storage/upkeep.ts';
import { decideClose, decideOpen, onAccount } from '../support/builders/decisions.ts';
import { dayMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import type { MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { readPages } from '../support/expectations/pages.ts';

let table: MemoryTable;
let store: CreditStore;

beforeEach(async () => {
  ({ table, store } = await freshStore());
});

describe('a list of accounts', () => {
  /** Accounts whose first cycles end a day apart, three to a day. */
  async function openMany(count: number): Promise<readonly string[]> {
    const accountIds = Array.from({ length: count }, (_, index) => `account-${index}`);
    for (const [index, accountId] of accountIds.entries()) {
      const nowMs = startMs + Math.floor(index / 3) * dayMs;
      const command = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: nowMs };
      await store.change({ ...command, nowMs, decide: (account, context) => decideOpen(account, command, context) });
    }
    return accountIds.toSorted();
  }

  it.each([1, 4, 7])('has each of them once, in pages of %d', async (limit) => {
    const accountIds = await openMany(40);

    const found = await readPages<DuePosition>(limit, (after) =>
      store.listAccounts({ limit, isClosedToo: true, ...present({ after }) }),
    );

    expect(found.map(({ accountId }) => accountId).toSorted()).toEqual(accountIds);
  });

  it('has the closed ones among them where they are asked for', async () => {
    const [closed = '', ...open] = await openMany(6);
    const command = requestNamed('close');
    const nowMs = startMs + 2 * dayMs;
    await store.change({ ...command, accountId: closed, nowMs, decide: onAccount(decideClose, command) });
    const listed = async (isClosedToo: boolean): Promise<readonly string[]> =>
      (await store.listAccounts({ limit: 50, isClosedToo })).map(({ accountId }) => accountId).toSorted();

    expect(await listed(false)).toEqual(open);
    expect(await listed(true)).toEqual([closed, ...open]);
  });

  it('asks no shard beyond a full page', async () => {
    await openMany(40);
    let queries = 0;
    const counted = createStore(
      {
        ...table,
        queryDue: (range) => {
          queries += 1;
          return table.queryDue(range);
        },
      },
      stillSurroundings,
    );

    expect(await counted.listAccounts({ limit: 1, isClosedToo: true })).toHaveLength(1);
    expect(queries).toBeLessThan(dueShards);
  });

  it('of one shard has those that are due by then, soonest first, in pages', async () => {
    await openMany(60);
    const untilMs = startMs + 35 * dayMs;
    const due: DuePosition[] = [];
    for (let shard = 0; shard < dueShards; shard += 1) {
      const found = await readPages<DuePosition>(2, (after) =>
        store.dueAccounts({ shard, untilMs, limit: 2, ...present({ after }) }),
      );
      expect(found).toEqual(found.toSorted((a, b) => a.dueAtMs - b.dueAtMs));
      due.push(...found);
    }

    const listed = await store.listAccounts({ limit: 100, isClosedToo: false });
    const expected = listed.filter(({ dueAtMs }) => dueAtMs <= untilMs).map(({ accountId }) => accountId);
    expect(expected.length).toBeLessThan(listed.length);
    expect(due.map(({ accountId }) => accountId).toSorted()).toEqual(expected.toSorted());
  });

  it('of many ids leaves out who isn’t there, and spoils none for one that can’t be read', async () => {
    const [sound, broken] = [await openAccountItem(store), await openAccountItem(store)];
    await table.putMany([{ ...accountKey(broken), version: 'x' }]);

    const found = await store.readAccounts([sound, 'nobody', broken]);

    expect([...found.keys()].toSorted()).toEqual([sound, broken].toSorted());
    expect(found.get(sound)).toEqual(await loadedAccount(store, sound));
    expect(found.get(broken)).toBeUndefined();
    expect(await store.readAccount('nobody')).toBeUndefined();
  });
});
