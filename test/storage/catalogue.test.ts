/** Plans and rate cards: kept for a minute, read whole, and never mixed up. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RateCard } from '../../shared/domain/catalogue/rate-card.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt, StoreUnavailable } from '../../shared/storage/table.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
const itemMaxBytes = 400 * 1_024;

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

function card(version: string, effectiveFromMs: number, skus = 1): RateCard {
  const prices = Array.from({ length: skus }, (_, index) => {
    const sku = `ai.${version}-${String(index).padStart(6, '0')}-${'x'.repeat(80)}.token`;
    return { sku, category: 'ai', credits: credits(1 + index), per: 1_000, unit: 'token' } as const;
  });
  return { version, effectiveFromMs, publishedAtMs: 7, prices: new Map(prices.map((price) => [price.sku, price])) };
}

async function onlyHead(store: CreditStore, version: string): Promise<RateCard> {
  const head = (await store.catalogue.readFresh()).rateCards.find((each) => each.version === version);
  return head === undefined ? expect.fail(`no card ${version}`) : store.catalogue.rateCard(head);
}

describe('a rate card in tiers, with other names', () => {
  const tiered: RateCard = {
    version: 'tiered',
    effectiveFromMs: startMs,
    publishedAtMs: 7,
    planId: 'team',
    prices: new Map(
      [
        {
          sku: 'ai.m.input-token',
          category: 'ai',
          credits: credits(3),
          per: 1_000,
          countsAs: 'ai.m.prompt',
          tiers: { mode: 'threshold', of: 'ai.m.prompt', steps: [{ above: 200_000, credits: credits(6), per: 1_000 }] },
        } as const,
        {
          sku: 'ai.m.image',
          category: 'ai',
          credits: credits(2),
          per: 1,
          tiers: { mode: 'graduated', steps: [{ above: 10, credits: credits(1), per: 1 }] },
        } as const,
      ].map((price) => [price.sku, price]),
    ),
    aliases: new Map(Array.from({ length: 1_001 }, (_, index) => [`ai.other-${index}`, 'ai.m'])),
  };

  it('is read as it was stored', async () => {
    await newStore().catalogue.addRateCard(tiered);

    expect(await onlyHead(newStore(), 'tiered')).toEqual(tiered);
  });

  it('fits into items however long its tiers are', async () => {
    const steps = Array.from({ length: 10 }, (_, index) => ({ above: index + 1, credits: credits(1), per: 1_000_000 }));
    const long = [...card('long', startMs, 1_000).prices].map(
      ([sku, price]) => [sku, { ...price, tiers: { mode: 'graduated', steps } }] as const,
    );
    const whole: RateCard = { ...card('long', startMs), prices: new Map(long) };
    await newStore().catalogue.addRateCard(whole);

    const items = await table.query({
      pk:
        (await newStore().catalogue.readFresh()).rateCards.map(
          ({ version, content }) => `CARD#${version}#${content}`,
        )[0] ?? '',
      from: ' ',
      to: '~',
      order: 'ascending',
      limit: 100,
    });
    expect(items.length).toBeGreaterThan(1);
    for (const item of items) expect(itemSizeBytes(item)).toBeLessThanOrEqual(itemMaxBytes);
    expect(await onlyHead(newStore(), 'long')).toEqual(whole);
  });

  it('as it was stored before there were tiers is read for ever', async () => {
    const prices = [{ sku: 'ai.m.input-token', category: 'ai', credits: 3_000_000, per: 1_000, unit: 'token' }];
    const head = { version: 'old', effectiveFromMs: startMs, publishedAtMs: 7, content: 'c', parts: 1 };
    await table.put({ pk: 'CARD#old#c', sk: 'PART#0000', prices: JSON.stringify(prices) }, { kind: 'absent' });
    await table.put({ pk: 'CATALOGUE', sk: 'CARD#old', card: JSON.stringify(head) }, { kind: 'absent' });

    expect(await onlyHead(newStore(), 'old')).toEqual({
      version: 'old',
      effectiveFromMs: startMs,
      publishedAtMs: 7,
      prices: new Map([['ai.m.input-token', prices[0]]]),
    });
  });
});

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

describe('a rate card', () => {
  it('is read as it was published, however many prices it has, from items that fit', async () => {
    const published = card('2026-11-01', startMs, 2_500);
    expect(await newStore().catalogue.addRateCard(published)).toBe(true);

    expect(await onlyHead(newStore(), '2026-11-01')).toEqual(published);
    for (const item of table.items.values()) expect(itemSizeBytes(item)).toBeLessThan(itemMaxBytes);
  });

  it('without a price is one too', async () => {
    await newStore().catalogue.addRateCard(card('2026-11-01', startMs, 0));

    expect(await onlyHead(newStore(), '2026-11-01')).toEqual(card('2026-11-01', startMs, 0));
  });

  it('that lacks a part charges nobody', async () => {
    await newStore().catalogue.addRateCard(card('2026-11-01', startMs, 2_500));
    const torn = createMemoryTable();
    await torn.putMany([...table.items.values()].filter(({ sk }) => sk !== 'PART#0001'));

    const answer = onlyHead(createStore(torn, surroundings), '2026-11-01');

    await expect(answer).rejects.toBeInstanceOf(ItemCorrupt);
    await expect(answer).rejects.toThrow('rate card 2026-11-01 lacks a part');
  });

  it('is met by standing usage from after an instant up to another', async () => {
    const { catalogue } = newStore();
    for (const at of [0, 1, 2, 3]) await catalogue.addRateCard(card(`card-${at}`, startMs + at));

    const met = await catalogue.rateCardsFrom(startMs, startMs + 2);

    expect(met).toEqual([card('card-1', startMs + 1), card('card-2', startMs + 2)]);
  });

  it('is read once while few are in use, and not kept when it could not be read', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `card-${index}`);
    for (const name of names) await newStore().catalogue.addRateCard(card(name, startMs));
    let isGone = false;
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
