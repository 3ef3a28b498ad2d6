import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../../shared/domain/amount.ts';
import { type Price, priceUsage, quantityMax, type RateCard } from '../../../shared/domain/catalogue/rate-card.ts';

function card(...prices: readonly Price[]): RateCard {
  return {
    version: 'v',
    effectiveFromMs: 0,
    publishedAtMs: 0,
    prices: new Map(prices.map((price) => [price.sku, price])),
  };
}

const priceArbitrary = fc.record({
  credits: fc.integer({ min: 0, max: 10_000_000_000 }).map(microcredits),
  per: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 1_000_000_000_000 })),
});

describe('pricing', () => {
  it('is exact rational arithmetic, rounded up once', () => {
    const lines = fc.array(fc.tuple(priceArbitrary, fc.bigInt({ min: 0n, max: 10n ** 12n })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(lines, (drawn) => {
        const prices = drawn.map(([price], index): Price => ({ ...price, sku: `s${index}`, category: 'ai' }));
        const usage = drawn.map(([, quantity], index) => ({ sku: `s${index}`, quantity }));
        const pricing = priceUsage(card(...prices), usage);
        // Independently: bring everything over one denominator first, then divide once.
        const denominator = prices.reduce((product, { per }) => product * BigInt(per), 1_000_000n);
        const numerator = prices.reduce(
          (sum, { credits, per }, index) =>
            sum + (usage[index]?.quantity ?? 0n) * BigInt(credits) * (denominator / 1_000_000n / BigInt(per)),
          0n,
        );
        const expected = numerator / denominator + (numerator % denominator > 0n ? 1n : 0n);
        if (expected > 999_999_999_999_999n) {
          expect(pricing.kind).toBe('too-large');
          return;
        }
        if (pricing.kind !== 'priced') throw new Error(pricing.kind);
        expect(BigInt(pricing.credits)).toBe(expected);
        expect(pricing.lines.reduce((sum, line) => sum + line.credits, 0)).toBe(pricing.credits);
        expect(pricing.lines.every((line) => line.credits >= 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('charges a GPT-4o turn as its list price says', () => {
    const gpt4o = card(
      { sku: 'in', category: 'ai', credits: microcredits(250_000_000), per: 1_000_000 },
      { sku: 'out', category: 'ai', credits: microcredits(1_000_000_000), per: 1_000_000 },
    );
    const pricing = priceUsage(gpt4o, [
      { sku: 'in', quantity: 374_000_000n },
      { sku: 'out', quantity: 44_000_000n },
    ]);
    expect(pricing).toMatchObject({
      kind: 'priced',
      credits: 137_500,
      lines: [{ credits: 93_500 }, { credits: 44_000 }],
    });
  });

  it('rounds the sum of the lines, not each line', () => {
    const third = card({ sku: 'third', category: 'ai', credits: microcredits(1), per: 3 });
    const pricing = priceUsage(
      third,
      Array.from({ length: 3 }, () => ({ sku: 'third', quantity: 1_000_000n })),
    );
    expect(pricing).toMatchObject({ credits: 1, lines: [{ credits: 1 }, { credits: 0 }, { credits: 0 }] });
  });

  it('takes the largest quantity with all its digits', () => {
    const price: Price = { sku: 's', category: 'platform', credits: microcredits(1_000_000), per: 1_000_000 };
    expect(priceUsage(card(price), [{ sku: 's', quantity: quantityMax - 1n }])).toMatchObject({
      credits: 1_000_000_000_000,
    });
    expect(priceUsage(card({ ...price, per: 1_000 }), [{ sku: 's', quantity: quantityMax - 1n }])).toEqual({
      kind: 'too-large',
    });
    expect(priceUsage(card({ ...price, per: 1_001 }), [{ sku: 's', quantity: quantityMax - 1n }])).toMatchObject({
      credits: 999_000_999_000_999,
    });
  });

  it('names the first SKU without a price, and the first of another category', () => {
    const prices = card(
      { sku: 'a', category: 'ai', credits: microcredits(1), per: 1 },
      { sku: 'b', category: 'platform', credits: microcredits(1), per: 1 },
    );
    const one = 1_000_000n;
    expect(
      priceUsage(prices, [
        { sku: 'a', quantity: one },
        { sku: 'x', quantity: one },
      ]),
    ).toEqual({ kind: 'sku-unknown', sku: 'x' });
    expect(priceUsage(undefined, [{ sku: 'a', quantity: one }])).toEqual({ kind: 'sku-unknown', sku: 'a' });
    expect(
      priceUsage(prices, [
        { sku: 'a', quantity: one },
        { sku: 'b', quantity: one },
      ]),
    ).toMatchObject({ kind: 'categories-mixed', sku: 'b' });
  });

  it('goes up to the largest amount there is', () => {
    const dear = card({ sku: 'a', category: 'ai', credits: microcredits(999_999_999_999_999), per: 1 });
    expect(priceUsage(dear, [{ sku: 'a', quantity: 1_000_000n }])).toMatchObject({ credits: 999_999_999_999_999 });
    expect(priceUsage(dear, [{ sku: 'a', quantity: 1_000_001n }])).toEqual({ kind: 'too-large' });
  });

  it('of nothing at all is a bug, not free', () => {
    expect(() => priceUsage(card(), [])).toThrow('usage without a line has no price');
  });
});
