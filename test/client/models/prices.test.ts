/** A model's usage is priced by what the card has for it: exactly what its provider's list says, reckoned by hand. */
import { describe, expect, it } from 'vitest';
import { createTokenCount } from '../../../shared/client/models/token-count.ts';
import { importAliases } from '../../../shared/domain/catalogue/import-aliases.ts';
import { importPrices, type PriceMap } from '../../../shared/domain/catalogue/import-prices.ts';
import { chargeOf } from '../../../shared/domain/catalogue/model-skus.ts';
import type { TokenUsage } from '../../../shared/domain/catalogue/model-usage.ts';
import { priceUsage, type RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import { NoPrice, type PricedSkus, type RequestTerms, skusOf } from '../../../shared/domain/catalogue/skus-of.ts';
import { byHand, data, map } from '../../support/documents/price-by-hand.ts';
import { providers } from './fixtures/providers.ts';

const cent = { numerator: 1n, denominator: 100n };
const listPrice = { numerator: 1n, denominator: 1n };

function cardOf(models: PriceMap): { readonly card: RateCard; readonly wire: PricedSkus } {
  const { prices } = importPrices(models, { usdPerCredit: cent, markup: listPrice });
  const aliases = importAliases(models);
  const times = { version: 'v', effectiveFromMs: 0, publishedAtMs: 0 };
  return {
    card: { ...times, prices: new Map(prices.map((price) => [price.sku, price])), aliases },
    wire: { version: 'v', prices, aliases: Object.fromEntries(aliases) },
  };
}

const { card, wire } = cardOf(map);

/** In microcredits. */
function charge(model: string, usage: Partial<TokenUsage>, terms?: RequestTerms): number {
  const used = { input: 0, output: 0, cachedInput: 0, cacheWrite: 0, ...usage };
  const lines = chargeOf(used, skusOf(model, wire, terms))?.usage ?? [];
  const pricing = priceUsage(
    card,
    lines.map(({ sku, quantity }) => ({ sku, quantity: BigInt(quantity) * 1_000_000n })),
  );
  return pricing.kind === 'priced' ? pricing.credits : expect.fail(pricing.kind);
}

describe('a model’s usage', () => {
  it.each([
    ['cached', 'gpt-4o', { input: 86, output: 300, cachedInput: 1_920 }, 0.5615],
    [
      'cached and written',
      'claude-sonnet-4-5',
      { input: 5, output: 300, cachedInput: 128_955, cacheWrite: 1_253 },
      4.790025,
    ],
    ['long', 'long-grok', { input: 162_732, output: 1_308 }, 101.5632],
    ['long by what was cached', 'long-grok', { input: 62_732, cachedInput: 100_000, output: 1_308 }, 101.5632],
    ['just not long', 'long-grok', { input: 128_000, output: 1_000 }, 39.9],
    ['flex', 'gpt-5-nano', { input: 1_000, output: 5_000, served: ['flex'] }, 0.1025],
    ['audio', 'gpt-4o-audio-preview', { input: 59, inputAudio: 45, output: 86, outputAudio: 66 }, 0.7315],
    ['searches', 'claude-sonnet-4-5', { webSearches: 3 }, 3],
    ['an hour’s cache', 'claude-sonnet-4-5', { cacheWrite: 3_337, cacheWriteHour: 3_000 }, 1.926375],
    ['a region', 'gpt-5.4-mini', { input: 1_000, output: 100, served: ['eu'] }, 0.132],
  ] as const)('is priced by what it was: %s', (_name, model, usage, credits) => {
    expect(charge(model, usage) / 1_000_000).toBe(credits);
  });

  it('is priced by what was asked for where its answer doesn’t tell, and by what it tells before that', () => {
    const usage = { input: 1_000, output: 5_000 };

    expect(charge('gpt-5-nano', usage, { tier: 'flex' })).toBe(102_500);
    expect(charge('gpt-4o', usage, { tier: 'batches' })).toBe(2_625_000);
    expect(charge('gpt-5.4-mini', { ...usage, served: ['flex'] }, { tier: 'priority', region: 'eu' })).toBe(
      Math.round(charge('gpt-5.4-mini', usage, { tier: 'flex' }) * 1.1),
    );
    const searches = { webSearches: 2 };
    expect(charge('gpt-4o-mini-2024-07-18', searches, { searchContextSize: 'low' })).toBe(5_000_000);
    expect(charge('gpt-4o-mini-2024-07-18', searches)).toBe(5_500_000);
  });

  it('with searches is priced by the query or by the prompt, as its model is', () => {
    const searched = { webSearches: 3, searchedPrompts: 1 };

    expect(charge('gemini-2.5-flash', searched)).toBe(3_500_000);
    expect(charge('gemini-3-flash', searched)).toBe(3 * 1_400_000);
  });

  it.each([
    ['openai/gpt-4o', 'ai.gpt-4o'],
    ['us.anthropic.claude-sonnet-4-6-20260219-v1:0', 'ai.claude-sonnet-4-6'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-opus-4-6-v1', 'ai.claude-opus-4-6'],
    ['anthropic/claude-sonnet-4.5', 'ai.claude-sonnet-4-5'],
    ['claude-haiku-4-5@20251001', 'ai.claude-haiku-4-5'],
    ['publishers/google/models/gemini-2.5-pro', 'ai.gemini-2.5-pro'],
    ['models/gemini-2.5-flash', 'ai.gemini-2.5-flash'],
    ['claude-3-7-sonnet-latest', 'ai.claude-3-7-sonnet-20250219'],
  ])('is found by other names of its model: %s', (name, stem) => {
    const newer = cardOf(data('price-map-2026-07')).wire;

    expect(skusOf(name, newer).input).toBe(`${stem}.input-token`);
  });

  it('of a model without a price is refused before it is called, not taken for a cousin’s', () => {
    expect(() => skusOf('gpt-99', wire)).toThrow(NoPrice);
    expect(() => skusOf('constructor', wire)).toThrow(NoPrice);
    const { wire: small } = cardOf({ 'deepseek-v3': { input_cost_per_token: '1e-6', output_cost_per_token: '1e-6' } });
    expect(() => skusOf('deepseek-v4', small)).toThrow('rate card v has no price for deepseek-v4');
  });
});

describe('the charge for an answer is the card × the provider’s own count, as reckoned by hand', () => {
  const examples = providers.flatMap(({ provider, examples: each }) =>
    each.map((example) => ({ ...example, title: `${provider}: ${example.name}` })),
  );

  it.each(examples)('$title', ({ model, streamed, whole, usage }) => {
    const charged = (events: readonly unknown[]): number => {
      const count = createTokenCount({ inputTokens: 0, outputTokens: 0 });
      for (const event of events) count.add(event);
      return charge(model, count.usage());
    };
    const expected = byHand(model, usage);

    expect(expected).toBeGreaterThan(0);
    expect(charged(streamed)).toBe(expected);
    if (whole !== undefined) expect(charged([whole])).toBe(expected);
  });
});
