import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FleetOrder } from '../../shared/domain/projections/fleet.ts';
import type { FleetSpot } from '../../shared/storage/fleet.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { fleetShard, placeKey, shardIndexOf, tableShape } from '../../shared/storage/table-keys.ts';
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

  async function placed(prefix: string, order: FleetOrder, places: readonly number[]): Promise<readonly string[]> {
    const accountIds = places.map((_place, index) => `${prefix}-${index}`);
    for (const [index, accountId] of accountIds.entries()) {
      const none = { state: null, available: null, burn: null };
      await store.fleet.place(accountId, { ...none, [order]: places[index] }, 1);
      await store.fleet.enlist(accountId);
    }
    return accountIds;
  }

  async function inPages(order: FleetOrder, limit: number): Promise<readonly string[]> {
    const seen: FleetSpot[] = [];
    for (let page = 0; page < pageMax; page += 1) {
      const after = seen.at(-1);
      const spots = await store.fleet.inOrder(order, { limit, ...(after === undefined ? {} : { after }) });
      expect(spots.length).toBeLessThanOrEqual(limit);
      seen.push(...spots);
      if (spots.length < limit) return seen.map(({ accountId }) => accountId);
    }
    throw new Error('pages without an end');
  }

  it('pages hold every account once, in the order of their places, many of them shared', async () => {
    const places = Array.from({ length: 70 }, (_, index) => (index * 7) % 5);
    const accountIds = await placed('paged', 'available', places);

    const seen = await inPages('available', 9);

    expect(seen.toSorted()).toEqual(accountIds.toSorted());
    const placesSeen = seen.map((accountId) => places[accountIds.indexOf(accountId)]);
    expect(placesSeen).toEqual(places.toSorted((a, b) => a - b));
  });

  it('a page begins where the one before ended, however many accounts stand before it', async () => {
    const accountIds = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    const none = { state: null, available: null, burn: null };
    for (const [index, accountId] of accountIds.entries())
      await store.fleet.place(accountId, { ...none, burn: index }, 1, ['burn']);

    expect(await inPages('burn', 4)).toEqual(accountIds);
    for (const accountId of accountIds) await store.fleet.place(accountId, none, 2, ['burn']);
  });

  it('accounts that share a number are on one page each, in the order of their ids', async () => {
    const accountIds = Array.from({ length: 40 }, (_, index) => `same-${String(index).padStart(2, '0')}`);
    // As it would be if their hashes were the same.
    const { partitionKey, sortKey } = tableShape.dueIndex;
    await test.table.putMany(
      accountIds.map((accountId) => ({
        ...placeKey(accountId, 'state'),
        ...{ version: 1, [partitionKey]: fleetShard('state', shardIndexOf(accountId)), [sortKey]: 7 },
      })),
    );

    expect(await inPages('state', 3)).toEqual(accountIds);
    for (const accountId of accountIds)
      await store.fleet.place(accountId, { state: null, available: null, burn: null }, 2, ['state']);
  });

  it('a place that was not stored for certain is told, so that its commit is delivered again', async () => {
    const deaf = test.newStore((table) => ({
      ...table,
      put: async () => ({ kind: 'in-doubt', cause: new Error('no reply') }),
    }));

    const answer = deaf.fleet.place('deaf', { state: 1, available: null, burn: null }, 1);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow("an account's place in the fleet was not stored");
  });

  it('an account that moved is where it is now, and nowhere else', async () => {
    const [first = '', second = ''] = await placed('moved', 'burn', [10, 20]);
    await store.fleet.place(first, { state: null, available: null, burn: 30 }, 2);

    expect(await inPages('burn', 5)).toEqual([second, first]);
  });

  it('a writer that is late takes back no newer place, and one that is early no longer lists a closed account', async () => {
    const [accountId = ''] = await placed('late', 'state', [10]);
    await store.fleet.place(accountId, { state: null, available: null, burn: null }, 3);
    await store.fleet.place(accountId, { state: 5, available: null, burn: null }, 2);

    expect(await inPages('state', 5)).toEqual([]);
  });

  it('ids that begin alike are found by page, in their own order', async () => {
    const ids = ['find.1', 'find.10', 'find.2', 'find:x', 'findings', 'fin'];
    for (const id of ids) await store.fleet.enlist(id);
    const found: string[] = [];
    for (let page = 0; page < pageMax; page += 1) {
      const after = found.at(-1);
      const next = await store.fleet.byId('find', { limit: 2, ...(after === undefined ? {} : { after }) });
      expect(next.length).toBeLessThanOrEqual(2);
      found.push(...next);
      if (next.length < 2) break;
    }

    expect(found).toEqual(['find.1', 'find.10', 'find.2', 'find:x', 'findings']);
  });
});
