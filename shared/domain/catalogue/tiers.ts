/**
 * The price of more of a SKU, within one charge.
 *
 * - `graduated`: what lies above a step is priced by it, what lies below by what rules there.
 * - `threshold`: the whole quantity is priced by the last step that is passed, by this SKU's own quantity or by a counter
 *   that several SKUs add to: a long context makes the answer dearer too.
 */
import type { Microcredits } from '../amount.ts';
import type { Rational } from '../decimal.ts';

/** So many credits per so many units. */
export interface Rate {
  readonly credits: Microcredits;
  readonly per: number;
}

/** Rules for more than so many whole units. */
export interface Step extends Rate {
  readonly above: number;
}

export const stepsMax = 10;

export type Tiers =
  | { readonly mode: 'graduated'; readonly steps: readonly Step[] }
  | {
      readonly mode: 'threshold';
      /** The counter that is to pass a step; the SKU's own quantity when left out. */
      readonly of?: string;
      readonly steps: readonly Step[];
    };

/** A price that more of it may change. */
export interface TieredPrice extends Rate {
  readonly sku: string;
  /** Tiers that the price has for more of it. */
  readonly tiers?: Tiers;
  /** A counter that this SKU's quantity adds to within a charge, for the thresholds of others. */
  readonly countsAs?: string;
}

/** Millionths of a unit that a charge comes to, by counter. */
export type Counters = ReadonlyMap<string, bigint>;

interface CounterReading {
  readonly price: Pick<TieredPrice, 'sku' | 'countsAs'>;
  readonly quantity: bigint;
}

/** Each SKU is a counter too. */
export function countersOf(lines: readonly CounterReading[]): Counters {
  const counters = new Map<string, bigint>();
  for (const { price, quantity } of lines) {
    for (const name of new Set([price.sku, price.countsAs ?? price.sku]))
      counters.set(name, (counters.get(name) ?? 0n) + quantity);
  }
  return counters;
}

interface Portion {
  /** The quantity that the charge has of this SKU already. */
  readonly fromQuantity: bigint;
  readonly quantity: bigint;
  readonly counters: Counters;
}

/** The cost of a portion of a charge, in microcredits, exactly. */
export function costInTiers(price: TieredPrice, { fromQuantity, quantity, counters }: Portion): Rational {
  const { tiers } = price;
  if (tiers === undefined) return costAt(price, quantity);
  if (tiers.mode === 'threshold') {
    const counted = counters.get(tiers.of ?? price.sku) ?? 0n;
    return costAt(tiers.steps.findLast(({ above }) => counted > unitsOf(above)) ?? price, quantity);
  }
  const upTo = fromQuantity + quantity;
  const bands = [{ credits: price.credits, per: price.per, above: 0 }, ...tiers.steps];
  return bands.reduce<Rational>(
    (sum, band, index) => {
      const next = bands[index + 1];
      const from = greater(fromQuantity, unitsOf(band.above));
      const until = next === undefined ? upTo : lesser(upTo, unitsOf(next.above));
      return until > from ? sumOf(sum, costAt(band, until - from)) : sum;
    },
    { numerator: 0n, denominator: 1n },
  );
}

function costAt({ credits, per }: Rate, quantity: bigint): Rational {
  return { numerator: quantity * BigInt(credits), denominator: BigInt(per) * 1_000_000n };
}

function sumOf(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function unitsOf(above: number): bigint {
  return BigInt(above) * 1_000_000n;
}

function greater(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
