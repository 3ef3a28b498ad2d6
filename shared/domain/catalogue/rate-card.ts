import { amountMaxMicrocredits, type Microcredits, microcredits } from '../amount.ts';
import { recordOf } from '../record-of.ts';
import { costInTiers, countersOf, type TieredPrice } from './tiers.ts';
import type { Version } from './version.ts';

/** The categories of consumption: tokens and requests, runs of automation, things kept over time. */
export const categories = ['ai', 'infrastructure', 'platform'] as const;
export type Category = (typeof categories)[number];

/** Something for each category. What is made by it can't forget one. */
export function byCategory<Value>(make: (category: Category) => Value): Readonly<Record<Category, Value>> {
  return recordOf(categories, make);
}

/** A quantity in millionths of its unit, exact up to 10¹² units (R3). */
export type Quantity = bigint;

export const quantityMax: Quantity = 1_000_000_000_000n * 1_000_000n;

/** A priced thing in one category: so many credits per so many units. Two whole numbers, so a price is an exact fraction. */
export interface Price extends TieredPrice {
  readonly category: Category;
  readonly credits: Microcredits;
  /** Whole units that `credits` buys, 1 to 10¹². */
  readonly per: number;
  /** The name of one unit, for people: `token`, `run`, `GB-hour`. */
  readonly unit?: string;
}

/** An immutable price list. It rules from `effectiveFromMs` until a later version does. */
export interface RateCard extends Version {
  readonly prices: ReadonlyMap<string, Price>;
  /** Other names of what comes before a SKU's last dot, as `ai.openai/gpt-4o` for `ai.gpt-4o`. */
  readonly aliases?: ReadonlyMap<string, string>;
  /** The plan whose accounts it prices, in place of the general one. */
  readonly planId?: string;
}

/** A SKU's price, also by another name of it. The price says what its SKU is. */
export function priceOf(card: RateCard | undefined, sku: string): Price | undefined {
  const price = card?.prices.get(sku);
  if (price !== undefined || card?.aliases === undefined) return price;
  const dot = sku.lastIndexOf('.');
  const stem = card.aliases.get(sku.slice(0, dot));
  return stem === undefined ? undefined : card.prices.get(stem + sku.slice(dot));
}

/** One thing used: a SKU and how much of it. */
export interface Usage {
  readonly sku: string;
  readonly quantity: Quantity;
}

/** Who and what used the credits: user, model, workflow, resource... */
export type Dimensions = Readonly<Record<string, string>>;

/** A usage with its share of the debit. The shares of a debit's lines add up to its credits exactly. */
export interface PriceLine extends Usage {
  readonly credits: Microcredits;
}

export type Pricing =
  | {
      readonly kind: 'priced';
      readonly category: Category;
      readonly credits: Microcredits;
      readonly lines: readonly PriceLine[];
    }
  | { readonly kind: 'sku-unknown'; readonly sku: string }
  | { readonly kind: 'categories-mixed'; readonly sku: string; readonly category: Category }
  | { readonly kind: 'too-large' };

/**
 * R2: price × quantity is exact (rationals over BigInt), summed over the lines of one debit, then rounded up once to
 * a microcredit. A line's share is what the rounded-up running total grew by, so the shares add up to the total. Tiers are
 * reached within the debit: graduated ones by what its lines of the SKU come to, thresholds by all that it counts.
 */
export function priceUsage(card: RateCard | undefined, usage: readonly Usage[]): Pricing {
  const lines: PriceLine[] = [];
  const priced: { readonly price: Price; readonly quantity: Quantity }[] = [];
  for (const { sku, quantity } of usage) {
    const price = priceOf(card, sku);
    if (price === undefined) return { kind: 'sku-unknown', sku };
    const category = priced[0]?.price.category ?? price.category;
    if (price.category !== category) return { kind: 'categories-mixed', sku, category };
    priced.push({ price, quantity });
  }
  const [first] = priced;
  if (first === undefined) throw new RangeError('usage without a line has no price');
  const counters = countersOf(priced);
  const before = new Map<string, Quantity>();
  let [numerator, denominator, charged] = [0n, 1n, 0n];
  for (const { price, quantity } of priced) {
    const { sku } = price;
    const fromQuantity = before.get(sku) ?? 0n;
    before.set(sku, fromQuantity + quantity);
    const cost = costInTiers(price, { fromQuantity, quantity, counters });
    numerator = numerator * cost.denominator + cost.numerator * denominator;
    denominator *= cost.denominator;
    const upTo = (numerator + denominator - 1n) / denominator;
    if (upTo > amountMaxMicrocredits) return { kind: 'too-large' };
    lines.push({ sku, quantity, credits: microcredits(Number(upTo - charged)) });
    charged = upTo;
  }
  return { kind: 'priced', category: first.price.category, credits: microcredits(Number(charged)), lines };
}
