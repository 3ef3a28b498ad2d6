/** Every price of two price maps as they were published is imported exactly, whatever kind it is of. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changeCard, isSameCard } from '../../../shared/domain/catalogue/card-change.ts';
import { importAliases } from '../../../shared/domain/catalogue/import-aliases.ts';
import { importPrices, readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';
import type { Price } from '../../../shared/domain/catalogue/rate-card.ts';

const cent = { numerator: 1n, denominator: 100n };
const listPrice = { numerator: 1n, denominator: 1n };
const names = ['price-map-2025-09', 'price-map-2026-07'];
const texts = names.map((name) =>
  readFileSync(new URL(`../../../infra/local/data/${name}.json`, import.meta.url), 'utf8'),
);

/** The last part of the SKU that each kind of price is found under. */
const kinds: Readonly<Record<string, string>> = {
  cache_creation_input_audio_token_cost: 'cache-write-audio-token',
  cache_creation_input_token_cost: 'cache-write-token',
  cache_creation_input_token_cost_above_1hr: 'cache-write-token-above-1hr',
  cache_creation_input_token_cost_flex: 'cache-write-token-flex',
  cache_creation_input_token_cost_priority: 'cache-write-token-priority',
  cache_read_input_audio_token_cost: 'cached-input-audio-token',
  cache_read_input_token_cost: 'cached-input-token',
  cache_read_input_token_cost_flex: 'cached-input-token-flex',
  cache_read_input_token_cost_priority: 'cached-input-token-priority',
  citation_cost_per_token: 'citation-token',
  input_cost_per_audio_per_second: 'input-audio-per-second',
  input_cost_per_audio_token: 'input-audio-token',
  input_cost_per_audio_token_priority: 'input-audio-token-priority',
  input_cost_per_character: 'input-character',
  input_cost_per_image: 'input-image',
  input_cost_per_image_token: 'input-image-token',
  input_cost_per_pixel: 'input-pixel',
  input_cost_per_query: 'input-query',
  input_cost_per_request: 'input-request',
  input_cost_per_second: 'input-second',
  input_cost_per_token: 'input-token',
  input_cost_per_token_batch_requests: 'input-token-batch-requests',
  input_cost_per_token_batches: 'input-token-batches',
  input_cost_per_token_cache_hit: 'input-token-cache-hit',
  input_cost_per_token_flex: 'input-token-flex',
  input_cost_per_token_priority: 'input-token-priority',
  input_cost_per_video_per_second: 'input-video-per-second',
  input_cost_per_video_per_second_above_15s_interval: 'input-video-per-second-above-15s-interval',
  input_cost_per_video_per_second_above_8s_interval: 'input-video-per-second-above-8s-interval',
  input_dbu_cost_per_token: 'input-dbu-token',
  output_cost_per_audio_token: 'output-audio-token',
  output_cost_per_character: 'output-character',
  output_cost_per_image: 'output-image',
  output_cost_per_image_token: 'output-image-token',
  output_cost_per_pixel: 'output-pixel',
  output_cost_per_reasoning_token: 'output-reasoning-token',
  output_cost_per_second: 'output-second',
  output_cost_per_token: 'output-token',
  output_cost_per_token_batches: 'output-token-batches',
  output_cost_per_token_flex: 'output-token-flex',
  output_cost_per_token_priority: 'output-token-priority',
  output_cost_per_video_token: 'output-video-token',
  output_db_cost_per_token: 'output-db-token',
  output_dbu_cost_per_token: 'output-dbu-token',
  search_context_size_high: 'search-query-high',
  search_context_size_low: 'search-query-low',
  search_context_size_medium: 'search-query-medium',
};

interface PublishedPrice {
  readonly model: string;
  readonly thing: string;
  readonly above?: number;
  readonly source: string;
  /** Members of a model, as opposed to the sizes of searches and what is multiplied. */
  readonly isOwn: boolean;
}

/** Google's searches cost by the prompt, unless the map says otherwise. */
function searchedThing(members: Readonly<Record<string, unknown>>, size: string): string {
  const thing = kinds[size] ?? size;
  const isGoogle = ['gemini', 'vertex_ai-language-models'].includes(String(members['litellm_provider']));
  return isGoogle && members['web_search_billing_unit'] !== 'per_query' ? thing.replace('query', 'prompt') : thing;
}

/** Every number of a map that is a price, read without the importer. */
function publishedIn(text: string): readonly PublishedPrice[] {
  const found: PublishedPrice[] = [];
  for (const [model, members] of Object.entries(readPriceMap(text))) {
    for (const [member, value] of Object.entries(Object(members))) {
      if (member === 'search_context_cost_per_query') {
        for (const [size, source] of Object.entries(Object(value)))
          found.push({ model, thing: searchedThing(Object(members), size), source: String(source), isOwn: false });
      }
      if (typeof value !== 'string' || !/cost/.test(member)) continue;
      const above = /_above_(\d+)k_tokens/.exec(member);
      const thing = kinds[member.replace(/_above_\d+k_tokens/, '')] ?? `unknown kind ${member}`;
      found.push({
        model,
        thing,
        source: value,
        isOwn: true,
        ...(above === null ? {} : { above: Number(above[1]) * 1_000 }),
      });
    }
  }
  return found;
}

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
