/**
 * Makes a rate card's prices from a price map in LiteLLM's shape: models with members such as `input_cost_per_token`, in US
 * dollars. Numbers come as their source texts, so that prices are exact: dollars × markup ÷ dollars per credit, as a
 * fraction.
 *
 * - A price for long contexts is a threshold of its SKU: it rules for all of a request whose prompt is longer, what of it
 *   was cached included.
 * - A price for a tier (`flex`, `priority`, `batches`) is a SKU of its own, as is each token price times what the map
 *   multiplies it by for a region (`eu`, `us`) or a speed (`fast`).
 * - What looks like a price and isn't known is named, with the reason; nothing is dropped without a word.
 */

import { parseRational, type Rational } from '../decimal.ts';
import { present } from '../present.ts';
import { exactRate, type RateTerms } from './exact-rate.ts';
import { modelPrices, type UsdPrice } from './model-prices.ts';
import { isPromptToken, unitOf } from './price-members.ts';
import type { Price } from './rate-card.ts';
import { type Step, stepsMax } from './tiers.ts';

/** Models by name; their members' numbers as texts. */
export type PriceMap = Readonly<Record<string, unknown>>;

export interface ImportedPrices {
  readonly prices: readonly Price[];
  /** Models and members that were left out, and why. */
  readonly skipped: readonly string[];
}

/** Reads a price map, its numbers kept as they are written. Throws a SyntaxError for what isn't JSON. */
export function readPriceMap(text: string): PriceMap {
  const map = JSON.parse(text, (_name, value, { source }) => (typeof value === 'number' ? source : value));
  if (typeof map !== 'object' || map === null || Array.isArray(map))
    throw new SyntaxError('a price map is an object of models');
  return { ...map };
}

const skuPattern = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;

export function importPrices(map: PriceMap, terms: RateTerms): ImportedPrices {
  const prices = new Map<string, Price>();
  const skipped: string[] = [];
  for (const [model, members] of Object.entries(map)) {
    if (typeof members !== 'object' || members === null || model === exampleEntry) continue;
    const stem = stemOf(model);
    const { things, unknown } = modelPrices(members);
    skipped.push(...unknown.map((reason) => `ai.${model}: ${reason}`));
    const hasThresholds = [...things.values()].some(({ steps }) => steps.length > 0);
    for (const [thing, usd] of things) {
      const sku = `${stem}.${thing}`;
      const price = priceOf({ sku, thing, usd }, terms, hasThresholds ? `${stem}.prompt` : undefined);
      if (typeof price === 'string') skipped.push(`${sku}: ${price}`);
      else if (prices.has(sku)) skipped.push(`${sku}: priced twice`);
      else prices.set(sku, price);
    }
  }
  return { prices: [...prices.values()], skipped };
}

/** LiteLLM's map begins with an entry that explains the others. */
const exampleEntry = 'sample_spec';

/** The stem of a model's SKUs. */
export function stemOf(model: string): string {
  return `ai.${model.replaceAll(' ', '-')}`;
}

interface Thing {
  readonly sku: string;
  readonly thing: string;
  readonly usd: UsdPrice;
}

function priceOf({ sku, thing, usd }: Thing, terms: RateTerms, counter: string | undefined): Price | string {
  if (!skuPattern.test(sku)) return 'not a SKU';
  const rate = rateOf(usd.source, usd.per, usd.multiplier, terms);
  if (typeof rate === 'string') return rate;
  const steps: Step[] = [];
  for (const { aboveTokens, source } of usd.steps) {
    const step = rateOf(source, usd.per, usd.multiplier, terms);
    if (typeof step === 'string') return `above ${aboveTokens} tokens: ${step}`;
    steps.push({ above: Number(aboveTokens), ...step });
  }
  if (steps.length > stepsMax) return `more than ${stepsMax} thresholds`;
  const unit = unitOf(thing);
  return {
    sku,
    category: 'ai',
    ...rate,
    ...present({ unit }),
    ...(counter === undefined || !isPromptToken(thing) ? {} : { countsAs: counter }),
    ...(steps.length === 0 || counter === undefined ? {} : { tiers: { mode: 'threshold', of: counter, steps } }),
  };
}

function rateOf(
  source: string,
  per: bigint,
  multiplier: Rational,
  terms: RateTerms,
): (ReturnType<typeof exactRate> & object) | string {
  const usd = parseRational(source);
  if (usd === undefined || usd.numerator < 0n) return `not a price: ${source}`;
  const times = {
    numerator: usd.numerator * multiplier.numerator,
    denominator: usd.denominator * multiplier.denominator * per,
  };
  return exactRate(times, terms) ?? 'out of bounds';
}
