/** Holds whose time is up: none may be missed, or credits that are free again would be refused. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { DueHolds, Hold } from '../../shared/domain/account/hold.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { encodeHold } from '../../shared/storage/hold-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { alterEntry } from '../support/builders/altered-entry.ts';
import { byExpiry, hold } from '../support/builders/due-holds.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
/** Hold items of one query. */
const pageSize = 400;

describe('the holds whose time may be up', () => {
  let table: MemoryTable;
  let store: CreditStore;
  let account: LoadedAccount;
  let queries: number;

  beforeEach(async () => {
    table = createMemoryTable();
    queries = 0;
    const query: MemoryTable['query'] = (range) => {
      queries += 1;
      return table.query(range);
    };
    store = createStore({ ...table, query }, surroundings);
    await store.catalogue.addPlan(plan());
    account = await loadedAccount(store, await openAccountItem(store));
    queries = 0;
  });

  /** The account with these holds filed, and those in its log. */
  async function holding(filed: readonly Hold[], logged: readonly Hold[] = []): Promise<LoadedAccount> {
    const { accountId } = account.account;
    await table.putMany(filed.map((each) => encodeHold(accountId, each, 1)));
    const entries = account.log.entries.flatMap((entry) => logged.map((each) => alterEntry(entry, { hold: each })));
    const holdsDueMs = Math.min(...[...filed, ...logged].map(({ expiresAtMs }) => expiresAtMs));
    return { ...account, account: { ...account.account, holdsDueMs }, log: { ...account.log, entries } };
  }

  async function dueHolds(holding: LoadedAccount, untilMs: number): Promise<DueHolds> {
    const found = await store.dueHolds(holding, { untilMs, storedSeq: holding.account.seq });
    if (found === undefined) throw new Error('the account has moved on');
    return found;
  }

  it('are not looked for before the first of them can be', async () => {
    const first = hold('a', 5);
    const found = await dueHolds(await holding([first]), startMs + 4);

    expect(found).toEqual({ holds: [], nextMs: startMs + 5 });
    expect(queries).toBe(0);
    expect((await dueHolds(await holding([first]), startMs + 5)).holds).toEqual([first]);
  });

  it('come soonest first, and then by id, whether filed or not', async () => {
    const [filed, logged] = [
      ['b', 'd', 'f'].map((name, index) => hold(name, 10 + index)),
      ['a', 'c', 'e', 'g'].map((name, index) => hold(name, 13 - index)),
    ];

    const found = await dueHolds(await holding(filed, logged), startMs + 20);

    expect(found).toEqual({ holds: byExpiry([...filed, ...logged]), nextMs: Number.POSITIVE_INFINITY });
  });

  it('are as the newest entry says, not as an older item does', async () => {
    const [settled, kept] = [hold('settled', 10), hold('kept', 11)];
    const used = { ...kept, used: credits(1) };
    const found = await dueHolds(
      await holding([settled, kept], [{ ...settled, state: 'captured' }, used]),
      startMs + 20,
    );

    expect(found.holds).toEqual([used]);
  });

  it('are not told of an account that has moved on: a hold says more than it does, open or settled', async () => {
    for (const state of ['open', 'captured'] as const) {
      const read = await holding([hold('a', 5)]);
      await table.putMany([encodeHold(read.account.accountId, hold('since', 10, { state }), 2)]);

      expect(await store.dueHolds(read, { untilMs: startMs + 20, storedSeq: 1 })).toBeUndefined();
      expect((await store.dueHolds(read, { untilMs: startMs + 20, storedSeq: 2 }))?.holds).toHaveLength(
        state === 'open' ? 2 : 1,
      );
      expect(await store.dueHolds(read, { untilMs: startMs + 4, storedSeq: 1 })).toEqual({
        holds: [],
        nextMs: startMs + 5,
      });
    }
  });

  it('beyond one query are left to the next change, and time goes no further than they are known', async () => {
    const all = byExpiry(Array.from({ length: pageSize + 1 }, (_, index) => hold(`hold ${index}`, 10 + index)));

    const found = await dueHolds(await holding(all), startMs + 10_000);

    expect(found).toEqual({ holds: all.slice(0, pageSize), nextMs: startMs + 10 + pageSize - 1 });
    expect(queries).toBe(1);
  });

  it('of one instant are all found, however many', async () => {
    const together = Array.from({ length: 2 * pageSize + 50 }, (_, index) => hold(`hold ${index}`, 10));
    const after = Array.from({ length: pageSize }, (_, index) => hold(`later ${index}`, 20));

    const found = await dueHolds(await holding([...together, ...after]), startMs + 15);

    expect(found.nextMs).toBeGreaterThan(startMs + 10);
    expect(found.holds.filter(({ expiresAtMs }) => expiresAtMs < found.nextMs)).toEqual(byExpiry(together));
  });

  it('may be exactly as many as one query gives', async () => {
    const all = byExpiry(Array.from({ length: pageSize }, (_, index) => hold(`hold ${index}`, 10)));

    const found = await dueHolds(await holding(all), startMs + 15);

    expect(found).toEqual({ holds: all, nextMs: Number.POSITIVE_INFINITY });
  });
});
