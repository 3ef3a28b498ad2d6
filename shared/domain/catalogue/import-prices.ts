/**
 * Makes a rate card's prices from a price map in LiteLLM's shape: models with members such as `input_cost_per_token`, in US
 * dollars. Numbers come as their source texts, so that prices are exact: dollars × markup ÷ dollars per credit, as a
 * fraction.
 */
import { amountMaxMicrocredits, microcredits } from '../amount.ts';
import { parseRational, type Rational } from '../decimal.ts';
import type { Price } from './rate-card.ts';

/** Models by name; their members' numbers as texts. */
export type PriceMap = Readonly<Record<string, unknown>>;

export interface ImportTerms {
  /** US dollars that one credit stands for. */
  readonly usdPerCredit: Rational;
  /** 1 charges list prices. */
  readonly markup: Rational;
}

export interface ImportedPrices {
  readonly prices: readonly Price[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
}

/** Reads a price map, its numbers kept as they are written. Throws a SyntaxError for what isn't JSON. */
export function readPriceMap(text: string): PriceMap {
  const map = JSON.parse(text, (_name, value, { source }) => (typeof value === 'number' ? source : value));
  if (typeof map !== 'object' || map === null || Array.isArray(map))
    throw new SyntaxError('a price map is an object of models');
  return { ...map };
}

const perMost = 1_000_000_000_000n;
const perUsual = 1_000_000n;
const creditsMost = BigInt(amountMaxMicrocredits);
const skuPattern = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;

export function importPrices(map: PriceMap, terms: ImportTerms): ImportedPrices {
  const prices = new Map<string, Price>();
  const skipped: string[] = [];
  for (const [model, members] of Object.entries(map)) {
    if (typeof members !== 'object' || members === null) continue;
    for (const [member, source] of Object.entries(members)) {
      const thing = thingPriced(member);
      if (thing === undefined || typeof source !== 'string') continue;
      const sku = `ai.${model.replaceAll(' ', '-')}.${thing}`;
      const price = priceOf(sku, thing, source, terms);
      if (typeof price === 'string') skipped.push(`${sku}: ${price}`);
      else if (prices.has(sku)) skipped.push(`${sku}: priced twice`);
      else prices.set(sku, price);
    }
  }
  return { prices: [...prices.values()], skipped };
}

/** The last part of the SKU that a member prices: `input_cost_per_token` is `input-token`. */
export function thingPriced(member: string): string | undefined {
  const read = /^cache_read_input_token_cost(.*)$/.exec(member);
  if (read !== null) return kebab(`cached_input_token${read[1]}`);
  const write = /^cache_creation_input_token_cost(.*)$/.exec(member);
  if (write !== null) return kebab(`cache_write_token${write[1]}`);
  const cost = /^(.+)_cost_per_(.+)$/.exec(member);
  return cost === null ? undefined : kebab(`${cost[1]}_${cost[2]}`);
}

function kebab(text: string): string {
  return text.replace(/_tokens$/, '').replaceAll('_', '-');
}

function priceOf(sku: string, thing: string, source: string, { usdPerCredit, markup }: ImportTerms): Price | string {
  if (!skuPattern.test(sku)) return 'not a SKU';
  const usd = parseRational(source);
  if (usd === undefined || usd.numerator < 0n) return `not a price: ${source}`;
  const exact = reduced({
    numerator: usd.numerator * markup.numerator * usdPerCredit.denominator * 1_000_000n,
    denominator: usd.denominator * markup.denominator * usdPerCredit.numerator,
  });
  const usual = perUsual % exact.denominator === 0n ? perUsual / exact.denominator : 1n;
  // Where a million things would cost more than an amount can say, the price is for the fewest it is exact for.
  const scale = exact.numerator * usual <= creditsMost ? usual : 1n;
  const per = exact.denominator * scale;
  const credits = exact.numerator * scale;
  if (per > perMost || credits > creditsMost) return 'out of bounds';
  const unit = /(token|character|image|second|pixel|query|page|session)/.exec(thing)?.[1];
  return {
    sku,
    category: 'ai',
    credits: microcredits(Number(credits)),
    per: Number(per),
    ...(unit === undefined ? {} : { unit }),
  };
}

function reduced({ numerator, denominator }: Rational): Rational {
  let [a, b] = [numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
