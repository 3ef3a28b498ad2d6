import { amountMaxMicrocredits, type Microcredits, microcredits } from '../amount.ts';
import { recordOf } from '../record-of.ts';
import type { Version } from './version.ts';

/** What is consumed: tokens and requests, runs of automation, things kept over time. */
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
export interface Price {
  readonly sku: string;
  readonly category: Category;
  readonly credits: Microcredits;
  /** Whole units that `credits` buys, 1 to 10¹². */
  readonly per: number;
  /** What one unit is, for people: `token`, `run`, `GB-hour`. */
  readonly unit?: string;
}

/** An immutable price list. It rules from `effectiveFromMs` until a later version does. */
export interface RateCard extends Version {
  readonly prices: ReadonlyMap<string, Price>;
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
 * a microcredit. A line's share is what the rounded-up running total grew by, so the shares add up to the total.
 */
export function priceUsage(card: RateCard | undefined, usage: readonly Usage[]): Pricing {
  const lines: PriceLine[] = [];
  let category: Category | undefined;
  let numerator = 0n;
  let denominator = 1n;
  let charged = 0n;
  for (const { sku, quantity } of usage) {
    const price = card?.prices.get(sku);
    if (price === undefined) return { kind: 'sku-unknown', sku };
    category ??= price.category;
    if (price.category !== category) return { kind: 'categories-mixed', sku, category };
    const lineDenominator = BigInt(price.per) * 1_000_000n;
    numerator = numerator * lineDenominator + quantity * BigInt(price.credits) * denominator;
    denominator *= lineDenominator;
    const upTo = (numerator + denominator - 1n) / denominator;
    if (upTo > amountMaxMicrocredits) return { kind: 'too-large' };
    lines.push({ sku, quantity, credits: microcredits(Number(upTo - charged)) });
    charged = upTo;
  }
  if (category === undefined) throw new RangeError('usage without a line has no price');
  return { kind: 'priced', category, credits: microcredits(Number(charged)), lines };
}
