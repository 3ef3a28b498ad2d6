/** Every price of two price maps as they were published is imported exactly, whatever kind it is of. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changeCard, isSameCard } from '../../../shared/domain/catalogue/card-change.ts';
import { importAliases } from '../../../shared/domain/catalogue/import-aliases.ts';
import { importPrices, readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';
import type { Price } from '../../../shared/domain/catalogue/rate-card.ts';
import { cent, listPrice } from '../../support/builders/imported-prices.ts';
import { publishedIn } from '../../support/documents/published-prices.ts';

const names = ['price-map-2025-09', 'price-map-2026-07'];
const texts = names.map((name) =>
  readFileSync(new URL(`../../../infra/local/data/${name}.json`, import.meta.url), 'utf8'),
);

/** A decimal's digits and places, exactly. */
function decimal(source: string): { readonly digits: bigint; readonly scale: bigint } {
  const [mantissa = '', exponent = '0'] = source.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places >= 0
    ? { digits, scale: 10n ** BigInt(places) }
    : { digits: digits * 10n ** BigInt(-places), scale: 1n };
}

/** A dollar is 100 credits of 1,000,000 microcredits. */
function isExactly({ credits, per }: Pick<Price, 'credits' | 'per'>, source: string): boolean {
  const { digits, scale } = decimal(source);
  return BigInt(credits) * scale === digits * 100_000_000n * BigInt(per);
}

describe('the prices of two price maps', () => {
  it('are imported exactly, each under the SKU of its kind, and what isn’t is named', () => {
    const counts = { own: 0, searches: 0, named: 0 };
    for (const text of texts) {
      const { prices, skipped } = importPrices(readPriceMap(text), { usdPerCredit: cent, markup: listPrice });
      const bySku = new Map(prices.map((price) => [price.sku, price]));
      for (const { model, thing, above, source, isOwn } of publishedIn(text)) {
        const sku = `ai.${model.replaceAll(' ', '-')}.${thing}`;
        const price = bySku.get(sku);
        if (price === undefined) {
          expect(
            skipped.some((reason) => reason.startsWith(`${sku}: `)),
            sku,
          ).toBe(true);
          counts.named += 1;
          continue;
        }
        const step = price.tiers?.steps.find((each) => each.above === above);
        const rate = above === undefined ? price : step;
        if (rate === undefined) throw new Error(`${sku} above ${above} is missing`);
        if (!isExactly(rate, source)) throw new Error(`${sku} is not ${source}`);
        counts[isOwn ? 'own' : 'searches'] += 1;
      }
    }
    // 5,643 of the kinds that were imported before, 34 for audio that is cached, 282 for searches by their size. Ten are
    // named: eight models' names can't be SKUs, two prices have more digits than an amount.
    expect(counts).toEqual({ own: 5_643 + 34, searches: 282, named: 10 });
  });

  it('cost the same for every region that multiplies them: exactly as many times', () => {
    const text = texts[1] ?? '';
    const { prices } = importPrices(readPriceMap(text), { usdPerCredit: cent, markup: listPrice });
    const of = (sku: string): Price => prices.find((price) => price.sku === sku) ?? expect.fail(sku);
    const eu = of('ai.gpt-5.4-mini.output-token-flex-eu');
    const flex = of('ai.gpt-5.4-mini.output-token-flex');

    expect(BigInt(eu.credits) * BigInt(flex.per) * 10n).toBe(BigInt(flex.credits) * BigInt(eu.per) * 11n);
  });

  it.each(names)('of %s change nothing when they are imported a second time', (_name) => {
    const map = readPriceMap(texts[names.indexOf(_name)] ?? '');
    const imported = (): { prices: Map<string, Price>; aliases: ReadonlyMap<string, string> } => ({
      prices: new Map(
        importPrices(map, { usdPerCredit: cent, markup: listPrice }).prices.map((price) => [price.sku, price]),
      ),
      aliases: importAliases(map),
    });
    const first = changeCard(undefined, imported(), { isReplaced: false });
    const second = changeCard(first.content, imported(), { isReplaced: false });

    expect(first.added.length).toBeGreaterThan(1_500);
    expect(isSameCard(second)).toBe(true);
    expect([...second.content.prices]).toEqual([...first.content.prices]);
  });
});
