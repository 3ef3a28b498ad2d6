/** Members of a price map: which are prices, of what, and how what is left out is named. */
import { describe, expect, it } from 'vitest';
import { readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';
import { pricedThing, unitOf } from '../../../shared/domain/catalogue/price-members.ts';
import { importModels } from '../../support/builders/imported-prices.ts';

describe('a price map in LiteLLM’s shape', () => {
  it('is an object of models, and nothing else is one', () => {
    for (const text of ['[]', 'null', '7', '"gpt"', 'true'])
      expect(() => readPriceMap(text)).toThrow('a price map is an object of models');
    expect(() => readPriceMap('{')).toThrow(SyntaxError);
    expect(
      importModels({ comment: 'prices of May', sample: null, count: 7, m: { input_cost_per_token: '0.1' } }),
    ).toEqual({
      prices: [expect.objectContaining({ sku: 'ai.m.input-token' })],
      skipped: [],
    });
  });

  it('prices what its members name, and nothing that only looks like it', () => {
    const things = [
      ['input_cost_per_token', 'input-token'],
      ['output_cost_per_image_above_512_and_512_pixels', 'output-image-above-512-and-512-pixels'],
      ['cache_read_input_token_cost', 'cached-input-token'],
      ['cache_read_input_audio_token_cost', 'cached-input-audio-token'],
      ['cache_creation_input_token_cost_above_1hr', 'cache-write-token-above-1hr'],
      ['code_interpreter_cost_per_session', 'code-interpreter-session'],
      ['max_tokens', undefined],
      ['old_cache_read_input_token_cost', undefined],
      ['old_cache_creation_input_token_cost', undefined],
      ['_cost_per_', undefined],
      ['mode', undefined],
    ] as const;

    expect(things.map(([member]) => pricedThing(member)?.thing)).toEqual(things.map(([, thing]) => thing));
    expect(pricedThing('input_cost_per_token_above_200k_tokens_priority')).toEqual({
      thing: 'input-token-priority',
      aboveTokens: 200_000n,
      per: 1n,
    });
    expect(pricedThing('file_search_cost_per_1k_calls')).toEqual({ thing: 'file-search-call', per: 1_000n });
  });

  it('has units where a thing has one', () => {
    const { prices } = importModels({ m: { search_cost_per_query: 1, rerank_cost_per_unit: 1 } });

    expect(prices.map(({ unit }) => unit)).toEqual(['query', undefined]);
    expect(prices[1]).not.toHaveProperty('unit');
    expect(unitOf('output-image-token')).toBe('token');
    expect(unitOf('output-image-above-512-and-512-pixels')).toBe('image');
    expect(unitOf('input-token-batch-requests')).toBe('token');
  });

  it('names models as SKUs can be, and says which it left out: by name, priced twice, or out of bounds', () => {
    const { prices, skipped } = importModels({
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

  it('has thresholds where it has tiers, and SKUs of their own for regions, speeds and sizes of searches', () => {
    const { prices, skipped } = importModels({
      'qwen-plus': {
        tiered_pricing: [
          { range: [0, 128e3], input_cost_per_token: 4e-7, output_cost_per_token: 1.2e-6 },
          { range: [128e3, 1e6], input_cost_per_token: 1.2e-6, output_cost_per_token: 3.6e-6 },
        ],
      },
      m: {
        input_cost_per_token: 1e-6,
        regional_processing_uplift_multiplier_eu: 1.1,
        provider_specific_entry: { fast: 6, us: 1.1 },
        search_context_cost_per_query: { search_context_size_low: 0.01 },
      },
    });

    expect(skipped).toEqual([]);
    expect(prices.filter(({ sku }) => sku.startsWith('ai.qwen'))).toMatchObject([
      { sku: 'ai.qwen-plus.input-token', credits: 40_000_000, countsAs: 'ai.qwen-plus.prompt' },
      {
        sku: 'ai.qwen-plus.output-token',
        credits: 120_000_000,
        tiers: { mode: 'threshold', steps: [{ above: 128_000, credits: 360_000_000 }] },
      },
    ]);
    expect(prices.filter(({ sku }) => sku.startsWith('ai.m.')).map(({ sku, credits }) => [sku, credits])).toEqual([
      ['ai.m.input-token', 100_000_000],
      ['ai.m.search-query-low', 1_000_000_000_000],
      ['ai.m.input-token-eu', 110_000_000],
      ['ai.m.input-token-fast', 600_000_000],
      ['ai.m.input-token-us', 110_000_000],
      ['ai.m.input-token-fast-eu', 660_000_000],
      ['ai.m.input-token-fast-us', 660_000_000],
    ]);
  });

  it('names what it leaves out', () => {
    expect(
      importModels({
        m: {
          input_cost_per_token: 1e-6,
          tiered_pricing: [{ max_results_range: [0, 25], input_cost_per_query: 5e-3 }],
          surcharge_cost: 3,
          output_cost_per_token: { standard: 1 },
          output_cost_per_image_above_128k_tokens: 4e-3,
          regional_processing_uplift_multiplier_us: 'some',
        },
      }).skipped,
    ).toEqual([
      'ai.m: tiered_pricing has an entry without a range of tokens',
      'ai.m: surcharge_cost is of no kind that is known',
      'ai.m: output_cost_per_token is of no kind that is known',
      'ai.m: the multiplier for us is no number',
      'ai.m: output-image has no price below 128000 tokens',
    ]);
  });
});
