/** Rate cards in tiers, with other names: stored whole, in items that fit, and read for ever. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RateCard } from '../../shared/domain/catalogue/rate-card.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, startMs } from '../support/builders/fixtures.ts';
import { cardOf, storedCard } from '../support/builders/stored-cards.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const itemMaxBytes = 400 * 1_024;
let table: MemoryTable;

beforeEach(() => {
  table = createMemoryTable();
});

const newStore = (): CreditStore => createStore(table, stillSurroundings);

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

    expect(await storedCard(newStore(), 'tiered')).toEqual(tiered);
  });

  it('fits into items however long its tiers are', async () => {
    const steps = Array.from({ length: 10 }, (_, index) => ({ above: index + 1, credits: credits(1), per: 1_000_000 }));
    const long = [...cardOf('long', startMs, 1_000).prices].map(
      ([sku, price]) => [sku, { ...price, tiers: { mode: 'graduated', steps } }] as const,
    );
    const whole: RateCard = { ...cardOf('long', startMs), prices: new Map(long) };
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
    expect(await storedCard(newStore(), 'long')).toEqual(whole);
  });

  it('as it was stored before there were tiers is read for ever', async () => {
    const prices = [{ sku: 'ai.m.input-token', category: 'ai', credits: 3_000_000, per: 1_000, unit: 'token' }];
    const head = { version: 'old', effectiveFromMs: startMs, publishedAtMs: 7, content: 'c', parts: 1 };
    await table.put({ pk: 'CARD#old#c', sk: 'PART#0000', prices: JSON.stringify(prices) }, { kind: 'absent' });
    await table.put({ pk: 'CATALOGUE', sk: 'CARD#old', card: JSON.stringify(head) }, { kind: 'absent' });

    expect(await storedCard(newStore(), 'old')).toEqual({
      version: 'old',
      effectiveFromMs: startMs,
      publishedAtMs: 7,
      prices: new Map([['ai.m.input-token', prices[0]]]),
    });
  });
});
