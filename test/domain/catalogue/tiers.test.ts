/** Prices of more of a SKU, and other names of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../../shared/domain/amount.ts';
import { type Price, priceUsage, type RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Step, Tiers } from '../../../shared/domain/catalogue/tiers.ts';
import { present } from '../../../shared/domain/present.ts';

const million = 1_000_000n;

function card(prices: readonly Price[], more: Partial<RateCard> = {}): RateCard {
  return {
    version: 'v',
    effectiveFromMs: 0,
    publishedAtMs: 0,
    prices: new Map(prices.map((price) => [price.sku, price])),
    ...more,
  };
}

function price(sku: string, credits: number, more: Partial<Price> = {}): Price {
  return { sku, category: 'ai', credits: microcredits(credits), per: 1, ...more };
}

function step(above: number, credits: number): Step {
  return { above, credits: microcredits(credits), per: 1 };
}

function charge(prices: readonly Price[], ...usage: readonly (readonly [string, number])[]): number {
  const lines = usage.map(([sku, quantity]) => ({ sku, quantity: BigInt(quantity) * million }));
  const pricing = priceUsage(card(prices), lines);
  return pricing.kind === 'priced' ? pricing.credits : expect.fail(pricing.kind);
}

describe('graduated tiers', () => {
  const storage = price('s', 10, { tiers: { mode: 'graduated', steps: [step(100, 5), step(1_000, 1)] } });

  it('price what lies above each step by it, and nothing twice', () => {
    expect(charge([storage], ['s', 100])).toBe(1_000);
    expect(charge([storage], ['s', 101])).toBe(1_005);
    expect(charge([storage], ['s', 1_500])).toBe(1_000 + 4_500 + 500);
  });

  it('go on over the lines of one charge', () => {
    expect(charge([storage], ['s', 60], ['s', 60])).toBe(1_000 + 100);
  });

  it('come to the same however a charge is cut into lines, unit by unit', () => {
    const steps = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
        (aboves, quantities, rates) => {
          const ordered = aboves.toSorted((a, b) => a - b);
          const rateOf = (index: number): number => rates[index] ?? 0;
          const tiers: Tiers = {
            mode: 'graduated',
            steps: ordered.map((above, index) => step(above, rateOf(index + 1))),
          };
          const total = quantities.reduce((sum, quantity) => sum + quantity, 0);
          let expected = 0;
          for (let unit = 1; unit <= total; unit += 1)
            expected += rateOf(ordered.filter((above) => unit > above).length);

          const tiered = price('s', rateOf(0), { tiers });
          expect(charge([tiered], ...quantities.map((quantity) => ['s', quantity] as const))).toBe(expected);
        },
      ),
    );
  });
});

describe('thresholds', () => {
  const long = (sku: string, usual: number, dear: number, countsAs?: string): Price =>
    price(sku, usual, {
      tiers: { mode: 'threshold', of: 'prompt', steps: [step(200, dear)] },
      ...present({ countsAs }),
    });
  const prices = [long('in', 3, 6, 'prompt'), price('cached', 1, { countsAs: 'prompt' }), long('out', 15, 22)];

  it('price a whole charge by what counts for them, wherever it stands in it', () => {
    expect(charge(prices, ['in', 200], ['out', 10])).toBe(600 + 150);
    expect(charge(prices, ['out', 10], ['in', 201])).toBe(220 + 1_206);
    expect(charge(prices, ['in', 100], ['cached', 101], ['out', 10])).toBe(600 + 101 + 220);
  });

  it('of a SKU’s own quantity need no counter', () => {
    const runs = price('run', 10, { tiers: { mode: 'threshold', steps: [step(10, 8), step(100, 5)] } });

    expect(charge([runs], ['run', 10])).toBe(100);
    expect(charge([runs], ['run', 6], ['run', 5])).toBe(88);
    expect(charge([runs], ['run', 101])).toBe(505);
  });
});

describe('another name', () => {
  const prices = [price('ai.gpt-4.1.input-token', 2), price('ai.gpt-4.1.output-token', 8)];
  const named = card(prices, { aliases: new Map([['ai.openai/gpt-4.1', 'ai.gpt-4.1']]) });
  const usage = (sku: string): readonly { readonly sku: string; readonly quantity: bigint }[] => [
    { sku, quantity: million },
  ];

  it('of a SKU is priced, and written down, as the SKU', () => {
    expect(priceUsage(named, usage('ai.openai/gpt-4.1.output-token'))).toMatchObject({
      kind: 'priced',
      credits: 8,
      lines: [{ sku: 'ai.gpt-4.1.output-token' }],
    });
  });

  it('that the card doesn’t have is unknown', () => {
    for (const sku of [
      'ai.openai/gpt-4.1.audio-token',
      'ai.openai/gpt-5.input-token',
      'constructor',
      'ai.constructor.x',
    ])
      expect(priceUsage(named, usage(sku))).toEqual({ kind: 'sku-unknown', sku });
  });
});
