/** Rate cards in the table: whole or not at all, in items that fit, and read once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../../shared/storage/table.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { cardOf, storedCard } from '../support/builders/stored-cards.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const itemMaxBytes = 400 * 1_024;
let table: MemoryTable;

beforeEach(() => {
  table = createMemoryTable();
});

const newStore = (over: Partial<MemoryTable> = {}): CreditStore =>
  createStore({ ...table, ...over }, stillSurroundings);

describe('a rate card', () => {
  it('is read as it was published, however many prices it has, from items that fit', async () => {
    const published = cardOf('2026-11-01', startMs, 2_500);
    expect(await newStore().catalogue.addRateCard(published)).toBe(true);

    expect(await storedCard(newStore(), '2026-11-01')).toEqual(published);
    for (const item of table.items.values()) expect(itemSizeBytes(item)).toBeLessThan(itemMaxBytes);
  });

  it('without a price is one too', async () => {
    await newStore().catalogue.addRateCard(cardOf('2026-11-01', startMs, 0));

    expect(await storedCard(newStore(), '2026-11-01')).toEqual(cardOf('2026-11-01', startMs, 0));
  });

  it('that lacks a part charges nobody', async () => {
    await newStore().catalogue.addRateCard(cardOf('2026-11-01', startMs, 2_500));
    const torn = createMemoryTable();
    await torn.putMany([...table.items.values()].filter(({ sk }) => sk !== 'PART#0001'));

    const answer = storedCard(createStore(torn, stillSurroundings), '2026-11-01');

    await expect(answer).rejects.toBeInstanceOf(ItemCorrupt);
    await expect(answer).rejects.toThrow('rate card 2026-11-01 lacks a part');
  });

  it('is met by standing usage from after an instant up to another', async () => {
    const { catalogue } = newStore();
    for (const at of [0, 1, 2, 3]) await catalogue.addRateCard(cardOf(`card-${at}`, startMs + at));

    const met = await catalogue.rateCardsFrom(startMs, startMs + 2);

    expect(met).toEqual([cardOf('card-1', startMs + 1), cardOf('card-2', startMs + 2)]);
  });

  it('is read once while few are in use, and not kept when it could not be read', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `card-${index}`);
    for (const name of names) await newStore().catalogue.addRateCard(cardOf(name, startMs));
    let isGone = false;
    let queries = 0;
    const { catalogue } = newStore({
      query: async (range) => {
        if (isGone) throw new StoreUnavailable('gone');
        queries += 1;
        return table.query(range);
      },
    });
    const heads = (await catalogue.read(startMs)).rateCards;
    const read = async (at: number): Promise<string | undefined> => {
      const head = heads[at];
      return head && (await catalogue.rateCard(head)).version;
    };

    isGone = true;
    await expect(read(0)).rejects.toThrow('gone');
    isGone = false;
    queries = 0;
    for (const at of [0, 1, 2, 3, 4, 5, 6, 7, 0, 3, 7]) expect(await read(at)).toBe(names[at]);
    expect(queries).toBe(8);
    // Memory is bounded: one more, and what is kept begins anew.
    for (const at of [8, 8, 0]) expect(await read(at)).toBe(names[at]);
    expect(queries).toBe(10);
  });
});
