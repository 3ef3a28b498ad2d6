import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import type { FleetOrder } from '../../shared/domain/projections/fleet.ts';
import type { FleetPosition } from '../../shared/storage/fleet-shards.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { fleetShard, rankKey, shardIndexOf, tableShape } from '../../shared/storage/table-keys.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

const pageMax = 100;

describe.each(engines)('the fleet over %s', (engine) => {
  let test: TestStore;
  let store: CreditStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
    store = test.newStore();
  });
  afterAll(() => test.stop());

  async function ranked(prefix: string, order: FleetOrder, ranks: readonly number[]): Promise<readonly string[]> {
    const accountIds = ranks.map((_rank, index) => `${prefix}-${index}`);
    for (const [index, accountId] of accountIds.entries()) {
      const none = { state: null, available: null, burn: null };
      await store.fleet.rank(accountId, { ...none, [order]: ranks[index] }, 1);
      await store.fleet.enlist(accountId);
    }
    return accountIds;
  }

  async function inPages(order: FleetOrder, limit: number): Promise<readonly string[]> {
    const seen: FleetPosition[] = [];
    for (let page = 0; page < pageMax; page += 1) {
      const after = seen.at(-1);
      const found = await store.fleet.inOrder(order, { limit, ...present({ after }) });
      expect(found.length).toBeLessThanOrEqual(limit);
      seen.push(...found);
      if (found.length < limit) return seen.map(({ accountId }) => accountId);
    }
    throw new Error('pages without an end');
  }

  it('pages hold every account once, in the order of their ranks, many of them shared', async () => {
    const ranks = Array.from({ length: 70 }, (_, index) => (index * 7) % 5);
    const accountIds = await ranked('paged', 'available', ranks);

    const seen = await inPages('available', 9);

    expect(seen.toSorted()).toEqual(accountIds.toSorted());
    const ranksSeen = seen.map((accountId) => ranks[accountIds.indexOf(accountId)]);
    expect(ranksSeen).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('a page begins where the one before ended, however many accounts stand before it', async () => {
    const accountIds = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    const none = { state: null, available: null, burn: null };
    for (const [index, accountId] of accountIds.entries())
      await store.fleet.rank(accountId, { ...none, burn: index }, 1, ['burn']);

    expect(await inPages('burn', 4)).toEqual(accountIds);
    for (const accountId of accountIds) await store.fleet.rank(accountId, none, 2, ['burn']);
  });

  it('accounts that share a number are on one page each, in the order of their ids', async () => {
    const accountIds = Array.from({ length: 40 }, (_, index) => `same-${String(index).padStart(2, '0')}`);
    // As it would be if their hashes were the same.
    const { partitionKey, sortKey } = tableShape.dueIndex;
    await test.table.putMany(
      accountIds.map((accountId) => ({
        ...rankKey(accountId, 'state'),
        ...{ version: 1, [partitionKey]: fleetShard('state', shardIndexOf(accountId)), [sortKey]: 7 },
      })),
    );

    expect(await inPages('state', 3)).toEqual(accountIds);
    for (const accountId of accountIds)
      await store.fleet.rank(accountId, { state: null, available: null, burn: null }, 2, ['state']);
  });

  it('a rank that was not stored for certain is told, so that its commit is delivered again', async () => {
    const deaf = test.newStore((table) => ({
      ...table,
      put: async () => ({ kind: 'in-doubt', cause: new Error('no reply') }),
    }));

    const answer = deaf.fleet.rank('deaf', { state: 1, available: null, burn: null }, 1);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow("an account's rank in the fleet was not stored");
  });

  it('an account that moved is where it is now, and nowhere else', async () => {
    const [first = '', second = ''] = await ranked('moved', 'burn', [10, 20]);
    await store.fleet.rank(first, { state: null, available: null, burn: 30 }, 2);

    expect(await inPages('burn', 5)).toEqual([second, first]);
  });

  it('a writer that is late takes back no newer rank, and one that is early no longer lists a closed account', async () => {
    const [accountId = ''] = await ranked('late', 'state', [10]);
    await store.fleet.rank(accountId, { state: null, available: null, burn: null }, 3);
    await store.fleet.rank(accountId, { state: 5, available: null, burn: null }, 2);

    expect(await inPages('state', 5)).toEqual([]);
  });

  it('ids that begin alike are found by page, in their own order', async () => {
    const ids = ['find.1', 'find.10', 'find.2', 'find:x', 'findings', 'fin'];
    for (const id of ids) await store.fleet.enlist(id);
    const found: string[] = [];
    for (let page = 0; page < pageMax; page += 1) {
      const after = found.at(-1);
      const next = await store.fleet.byId('find', { limit: 2, ...present({ after }) });
      expect(next.length).toBeLessThanOrEqual(2);
      found.push(...next);
      if (next.length < 2) break;
    }

    expect(found).toEqual(['find.1', 'find.10', 'find.2', 'find:x', 'findings']);
  });
});
