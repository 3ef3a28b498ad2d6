import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importPrices, readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';
import { cent, importModels, listPrice } from '../../support/builders/imported-prices.ts';

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
      'claude-sonnet-4-5': {
        input_cost_per_token: 3e-6,
        input_cost_per_token_above_200k_tokens: 6e-6,
        cache_creation_input_token_cost: 3.75e-6,
      },
    };
    expect(importModels(map)).toEqual({
      prices: [
        { sku: 'ai.gpt-4o.input-token', category: 'ai', credits: 250_000_000, per: 1_000_000, unit: 'token' },
        { sku: 'ai.gpt-4o.output-token', category: 'ai', credits: 1_000_000_000, per: 1_000_000, unit: 'token' },
        { sku: 'ai.gpt-4o.cached-input-token', category: 'ai', credits: 125_000_000, per: 1_000_000, unit: 'token' },
        { sku: 'ai.dall-e.output-image', category: 'ai', credits: 4_000_000_000_000, per: 1_000_000, unit: 'image' },
        {
          sku: 'ai.claude-sonnet-4-5.input-token',
          category: 'ai',
          credits: 300_000_000,
          per: 1_000_000,
          unit: 'token',
          countsAs: 'ai.claude-sonnet-4-5.prompt',
          tiers: {
            mode: 'threshold',
            of: 'ai.claude-sonnet-4-5.prompt',
            steps: [{ above: 200_000, credits: 600_000_000, per: 1_000_000 }],
          },
        },
        {
          sku: 'ai.claude-sonnet-4-5.cache-write-token',
          category: 'ai',
          credits: 375_000_000,
          per: 1_000_000,
          unit: 'token',
          countsAs: 'ai.claude-sonnet-4-5.prompt',
        },
      ],
      skipped: [],
    });
  });

  it('keeps prices exact that no decimal holds', () => {
    const { prices } = importModels({ m: { input_cost_per_token: 1e-6 } }, { numerator: 3n, denominator: 100n });
    const [price] = prices;
    // 10⁻⁶ ÷ 0.03 = 1/30,000 credit = 100/3 microcredits
    expect((price?.credits ?? 0) / (price?.per ?? 1)).toBeCloseTo(100 / 3, 10);
    expect(BigInt(price?.credits ?? 0) * 3n).toBe(BigInt(price?.per ?? 0) * 100n);
  });

  it('prices dear things one by one, where a million of them would cost more than an amount holds', () => {
    const map = {
      m: { output_cost_per_image: 9.99999, output_cost_per_session: 10, output_cost_per_video: 100_000.5 },
    };
    expect(importModels(map).prices).toMatchObject([
      { sku: 'ai.m.output-image', credits: 999_999_000_000_000, per: 1_000_000 },
      { sku: 'ai.m.output-session', credits: 1_000_000_000, per: 1 },
      { sku: 'ai.m.output-video', credits: 10_000_050_000_000, per: 1 },
    ]);
    const dearest = importModels({ m: { output_cost_per_video: 10_000_000 } });
    expect(dearest).toEqual({ prices: [], skipped: ['ai.m.output-video: out of bounds'] });
  });

  it('applies a markup and says what it left out', () => {
    const { prices, skipped } = importModels({ m: { input_cost_per_token: 1e-6, output_cost_per_token: -1 } }, cent, {
      numerator: 13n,
      denominator: 10n,
    });
    expect(prices).toMatchObject([{ credits: 130_000_000, per: 1_000_000 }]);
    expect(skipped).toEqual(['ai.m.output-token: not a price: -1']);
  });

  it('of the real models imports whole', () => {
    const text = readFileSync(new URL('../../../infra/local/data/model-prices.json', import.meta.url), 'utf8');
    const { prices, skipped } = importPrices(readPriceMap(text), { usdPerCredit: cent, markup: listPrice });
    expect(skipped).toEqual([]);
    expect(prices.length).toBeGreaterThan(40);
  });

  it('goes down to the smallest price there is', () => {
    const price = (usd: number): unknown => importModels({ m: { input_cost_per_token: usd } }).prices[0];

    // A microcredit for 10¹² is the least.
    expect(price(1e-20)).toMatchObject({ credits: 1, per: 1_000_000_000_000 });
    expect(price(1e-21)).toBeUndefined();
    expect(price(0)).toMatchObject({ credits: 0, per: 1_000_000 });
  });
});
