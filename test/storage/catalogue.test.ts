/** Plans and rate cards: kept for a minute, read whole, and never mixed up. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../../shared/storage/table.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
let table: MemoryTable;
let queries: number;

beforeEach(() => {
  table = createMemoryTable();
  queries = 0;
});

function newStore(over: Partial<MemoryTable> = {}): CreditStore {
  const query: MemoryTable['query'] = (range) => {
    queries += 1;
    return table.query(range);
  };
  return createStore({ ...table, query, ...over }, surroundings);
}

describe('plans', () => {
  it('are as they were at most a minute ago, and read anew where the clock went back', async () => {
    const { catalogue } = newStore();
    const planIds = async (nowMs: number): Promise<readonly string[]> => [
      ...(await catalogue.read(nowMs)).plans.keys(),
    ];
    expect(await planIds(startMs)).toEqual([]);
    await newStore().catalogue.addPlan(plan());

    expect(await planIds(startMs + 59_999)).toEqual([]);
    expect(await planIds(startMs + 60_000)).toEqual(['team']);
    await newStore().catalogue.addPlan(plan({ planId: 'large' }));
    expect(await planIds(startMs + 60_001)).toEqual(['team']);
    expect(await planIds(startMs + 59_999)).toEqual(['large', 'team']);
  });

  it('that a kept list lacks are looked for again, once a second', async () => {
    const { catalogue } = newStore();
    await catalogue.read(startMs);
    await newStore().catalogue.addPlan(plan());
    queries = 0;

    expect((await catalogue.plansFor(['team'], startMs + 999)).size).toBe(0);
    expect(queries).toBe(0);
    expect((await catalogue.plansFor(['team'], startMs + 1_000)).get('team')).toEqual([plan()]);
    expect((await catalogue.plansFor(['team'], startMs + 2_500)).size).toBe(1);
    expect(queries).toBe(1);
  });

  it('that could not be read are asked for again', async () => {
    let isGone = true;
    const { catalogue } = newStore({
      query: async (range) => {
        if (isGone) throw new StoreUnavailable('gone');
        return table.query(range);
      },
    });
    await newStore().catalogue.addPlan(plan());

    await expect(catalogue.read(startMs)).rejects.toThrow('gone');
    isGone = false;
    expect((await catalogue.read(startMs)).plans.size).toBe(1);
  });

  it('have their versions side by side, and one of a version that exists changes nothing', async () => {
    const { catalogue } = newStore();
    const later = plan({ version: '2027-01-01', effectiveFromMs: startMs });
    expect(await catalogue.addPlan(plan())).toBe(true);
    expect(await catalogue.addPlan(later)).toBe(true);
    expect(await catalogue.addPlan(plan({ credits: credits(1) }))).toBe(false);

    expect((await catalogue.read(startMs)).plans.get('team')).toEqual([plan(), later]);
  });

  it('whose publication was not answered are in doubt, with the cause', async () => {
    const cause = new Error('no reply');
    const { catalogue } = newStore({ put: async () => ({ kind: 'in-doubt', cause }) });

    const answer = catalogue.addPlan(plan());

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toMatchObject({ message: 'the catalogue did not answer', cause });
  });

  it('and cards are never cut short: with too many versions nothing is read', async () => {
    const full = newStore({ query: async ({ limit }) => Array.from({ length: limit }, () => ({ pk: 'x', sk: 'y' })) });

    const answer = full.catalogue.read(startMs);

    await expect(answer).rejects.toBeInstanceOf(ItemCorrupt);
    await expect(answer).rejects.toThrow('the catalogue holds more than 5000 versions');
  });
});
