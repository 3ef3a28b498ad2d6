import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importPrices, readPriceMap, thingPriced } from '../../shared/domain/catalogue/import-prices.ts';

const cent = { numerator: 1n, denominator: 100n };
const listPrice = { numerator: 1n, denominator: 1n };

function imported(map: object, usdPerCredit = cent, markup = listPrice): ReturnType<typeof importPrices> {
  return importPrices(readPriceMap(JSON.stringify(map)), { usdPerCredit, markup });
}

describe('a price map in LiteLLM’s shape', () => {
  it('becomes exact prices, thing by thing', () => {
    const map = {
      'gpt-4o': {
        litellm_provider: 'openai',
        mode: 'chat',
        input_cost_per_token: 2.5e-6,
        output_cost_per_token: 1e-5,
        cache_read_input_token_cost: 1.25e-6,
      },
      'dall-e': { output_cost_per_image: 0.04, supported_regions: ['us'] },
      'claude-sonnet-4-5': { input_cost_per_token_above_200k_tokens: 6e-6, cache_creation_input_token_cost: 3.75e-6 },
    };
    expect(imported(map)).toEqual({
      prices: [
        { sku: 'ai.gpt-4o.input-token', category: 'ai', credits: 250_000_000, per: 1_000_000, unit: 'token' },
        { sku: 'ai.gpt-4o.output-token', category: 'ai', credits: 1_000_000_000, per: 1_000_000, unit: 'token' },
        { sku: 'ai.gpt-4o.cached-input-token', category: 'ai', credits: 125_000_000, per: 1_000_000, unit: 'token' },
        { sku: 'ai.dall-e.output-image', category: 'ai', credits: 4_000_000_000_000, per: 1_000_000, unit: 'image' },
        {
          sku: 'ai.claude-sonnet-4-5.input-token-above-200k',
          category: 'ai',
          credits: 600_000_000,
          per: 1_000_000,
          unit: 'token',
        },
        {
          sku: 'ai.claude-sonnet-4-5.cache-write-token',
          category: 'ai',
          credits: 375_000_000,
          per: 1_000_000,
          unit: 'token',
        },
      ],
      skipped: [],
    });
  });

  it('keeps prices exact that no decimal holds', () => {
    const { prices } = imported({ m: { input_cost_per_token: 1e-6 } }, { numerator: 3n, denominator: 100n });
    const [price] = prices;
    // 10⁻⁶ ÷ 0.03 = 1/30,000 credit = 100/3 microcredits
    expect((price?.credits ?? 0) / (price?.per ?? 1)).toBeCloseTo(100 / 3, 10);
    expect(BigInt(price?.credits ?? 0) * 3n).toBe(BigInt(price?.per ?? 0) * 100n);
  });

  it('prices dear things one by one, where a million of them would cost more than an amount holds', () => {
    const map = {
      m: { output_cost_per_image: 9.99999, output_cost_per_session: 10, output_cost_per_video: 100_000.5 },
    };
    expect(imported(map).prices).toMatchObject([
      { sku: 'ai.m.output-image', credits: 999_999_000_000_000, per: 1_000_000 },
      { sku: 'ai.m.output-session', credits: 1_000_000_000, per: 1 },
      { sku: 'ai.m.output-video', credits: 10_000_050_000_000, per: 1 },
    ]);
    const dearest = imported({ m: { output_cost_per_video: 10_000_000 } });
    expect(dearest).toEqual({ prices: [], skipped: ['ai.m.output-video: out of bounds'] });
  });

  it('applies a markup and says what it left out', () => {
    const { prices, skipped } = imported({ m: { input_cost_per_token: 1e-6, output_cost_per_token: -1 } }, cent, {
      numerator: 13n,
      denominator: 10n,
    });
    expect(prices).toMatchObject([{ credits: 130_000_000, per: 1_000_000 }]);
    expect(skipped).toEqual(['ai.m.output-token: not a price: -1']);
  });

  it('of the real models imports whole', () => {
    const text = readFileSync(new URL('../../infra/local/data/model-prices.json', import.meta.url), 'utf8');
    const { prices, skipped } = importPrices(readPriceMap(text), { usdPerCredit: cent, markup: listPrice });
    expect(skipped).toEqual([]);
    expect(prices.length).toBeGreaterThan(40);
  });

  it('is an object of models, and nothing else is one', () => {
    for (const text of ['[]', 'null', '7', '"gpt"', 'true'])
      expect(() => readPriceMap(text)).toThrow('a price map is an object of models');
    expect(() => readPriceMap('{')).toThrow(SyntaxError);
    expect(imported({ comment: 'prices of May', sample: null, count: 7, m: { input_cost_per_token: '0.1' } })).toEqual({
      prices: [expect.objectContaining({ sku: 'ai.m.input-token' })],
      skipped: [],
    });
  });

  it('prices what its members name, and nothing that only looks like it', () => {
    const things = [
      ['input_cost_per_token', 'input-token'],
      ['output_cost_per_image_above_512_and_512_pixels', 'output-image-above-512-and-512-pixels'],
      ['cache_read_input_token_cost_above_200k_tokens', 'cached-input-token-above-200k'],
      ['cache_creation_input_token_cost_above_1hr', 'cache-write-token-above-1hr'],
      ['code_interpreter_cost_per_session', 'code-interpreter-session'],
      ['max_tokens', undefined],
      ['old_cache_read_input_token_cost', undefined],
      ['old_cache_creation_input_token_cost', undefined],
      ['_cost_per_', undefined],
      ['mode', undefined],
    ] as const;

    expect(things.map(([member]) => thingPriced(member))).toEqual(things.map(([, thing]) => thing));
  });

  it('has units where a thing has one', () => {
    const { prices } = imported({ m: { search_cost_per_query: 1, rerank_cost_per_unit: 1 } });

    expect(prices.map(({ unit }) => unit)).toEqual(['query', undefined]);
    expect(prices[1]).not.toHaveProperty('unit');
  });

  it('names models as SKUs can be, and says which it left out: by name, priced twice, or out of bounds', () => {
    const { prices, skipped } = imported({
      'my model v2': { input_cost_per_token: 1 },
      'my-model v2': { input_cost_per_token: 2 },
      modèle: { input_cost_per_token: 1 },
      small: { input_cost_per_token: 1e-30 },
      huge: { input_cost_per_token: 1e30 },
      odd: { input_cost_per_token: 'much' },
    });

    expect(prices.map(({ sku }) => sku)).toEqual(['ai.my-model-v2.input-token']);
    expect(skipped).toEqual([
      'ai.my-model-v2.input-token: priced twice',
      'ai.modèle.input-token: not a SKU',
      'ai.small.input-token: out of bounds',
      'ai.huge.input-token: out of bounds',
      'ai.odd.input-token: not a price: much',
    ]);
  });

  it('goes down to the smallest price there is', () => {
    const price = (usd: number): unknown => imported({ m: { input_cost_per_token: usd } }).prices[0];

    // A microcredit for 10¹² is the least.
    expect(price(1e-20)).toMatchObject({ credits: 1, per: 1_000_000_000_000 });
    expect(price(1e-21)).toBeUndefined();
    expect(price(0)).toMatchObject({ credits: 0, per: 1_000_000 });
  });
});
