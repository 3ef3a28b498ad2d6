/** A provider's price list, reckoned with by hand: the same figures without the code that is held against them. */
import { readFileSync } from 'node:fs';
import { type PriceMap, readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';
import type { TokenUsage } from '../../../shared/domain/catalogue/model-usage.ts';

export const data = (name: string): PriceMap =>
  readPriceMap(readFileSync(new URL(`../../../infra/local/data/${name}.json`, import.meta.url), 'utf8'));

/** The newer map's models, and the older's that it hasn't. */
export const map: PriceMap = {
  ...data('price-map-2025-09'),
  ...data('price-map-2026-07'),
  'long-grok': {
    litellm_provider: 'xai',
    input_cost_per_token: '3e-06',
    output_cost_per_token: '1.5e-05',
    input_cost_per_token_above_128k_tokens: '6e-06',
    output_cost_per_token_above_128k_tokens: '3e-05',
  },
};

/** A decimal as a fraction, read by its digits. */
function fraction(source: string): readonly [bigint, bigint] {
  const [mantissa = '', exponent = '0'] = source.split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const places = decimals.length - Number(exponent);
  const digits = BigInt(whole + decimals);
  return places >= 0 ? [digits, 10n ** BigInt(places)] : [digits * 10n ** BigInt(-places), 1n];
}

/** By kind: the members of a map that price it, the first there is; and what it is a part of. */
const members: readonly (readonly [keyof TokenUsage, readonly string[], keyof TokenUsage | undefined])[] = [
  ['inputAudio', ['input_cost_per_audio_token'], 'input'],
  ['cacheWriteHour', ['cache_creation_input_token_cost_above_1hr'], 'cacheWrite'],
  ['reasoning', ['output_cost_per_reasoning_token'], 'output'],
  ['outputAudio', ['output_cost_per_audio_token'], 'output'],
  ['outputImage', ['output_cost_per_image_token'], 'output'],
  ['input', ['input_cost_per_token'], undefined],
  ['output', ['output_cost_per_token'], undefined],
  ['cachedInput', ['cache_read_input_token_cost', 'input_cost_per_token_cache_hit', 'input_cost_per_token'], undefined],
  ['cacheWrite', ['cache_creation_input_token_cost', 'input_cost_per_token'], undefined],
  ['audioSeconds', ['input_cost_per_second', 'output_cost_per_second'], undefined],
  ['queries', ['input_cost_per_query'], undefined],
];

/** The price on the provider's list, in microcredits, rounded up once. */
export function byHand(model: string, usage: Partial<TokenUsage>): number {
  const list: Record<string, unknown> = Object(map[model]);
  const rest = new Map(Object.entries(usage).map(([kind, count]) => [kind, Number(count)]));
  const prompt = ['input', 'cachedInput', 'cacheWrite'].reduce((sum, kind) => sum + (rest.get(kind) ?? 0), 0);
  const tier = usage.served?.find((word) => word === 'flex' || word === 'priority');
  let [numerator, denominator] = [0n, 1n];
  const add = (count: number, [n, d]: readonly [bigint, bigint]): void => {
    numerator = numerator * d + BigInt(count) * n * denominator;
    denominator *= d;
  };
  for (const [kind, names, whole] of members) {
    const count = rest.get(kind) ?? 0;
    const name = names.find((each) => list[each] !== undefined);
    if (count === 0 || name === undefined) continue;
    if (whole !== undefined) rest.set(whole, (rest.get(whole) ?? 0) - count);
    const long = [272, 200, 128].find((each) => prompt > each * 1_000 && list[`${name}_above_${each}k_tokens`]);
    const source = list[`${name}_${tier}`] ?? list[long === undefined ? name : `${name}_above_${long}k_tokens`];
    add(count, fraction(String(source)));
  }
  const specific: Record<string, string> = Object(list['provider_specific_entry']);
  for (const word of usage.served ?? []) {
    const [n, d] = fraction(specific[word] ?? '1');
    numerator *= n;
    denominator *= d;
  }
  const searches: Record<string, string> = Object(list['search_context_cost_per_query']);
  if (usage.webSearches !== undefined && searches['search_context_size_medium'] !== undefined)
    add(usage.webSearches, fraction(searches['search_context_size_medium']));
  const microcredits = numerator * 100_000_000n;
  return Number((microcredits + denominator - 1n) / denominator);
}
