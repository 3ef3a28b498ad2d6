/**
 * Standing usage: something kept over time, as 120 GB of logs. It is charged for the time it is kept, quantity × time at
 * the prices in effect over that time, and the charge doesn't depend on how often it is reckoned: what one accrual rounded
 * up, the next one credits.
 */

import { type Microcredits, microcredits, microcreditsPerCredit } from '../amount.ts';
import type { Price, Quantity, RateCard } from '../catalogue/rate-card.ts';
import { inEffectAt } from '../catalogue/version.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../time.ts';

/** Standing usages that an account may have at once. */
export const standingUsagesMax = 20;

/** Something an account keeps. */
export interface StandingUsage {
  readonly usageId: string;
  readonly sku: string;
  /** In millionths of what the SKU counts per time: of a GB where the price's unit is a GB-hour. */
  readonly quantity: Quantity;
  readonly tariff: Tariff;
  /** The amount charged beyond the exact cost so far: less than a microcredit, as an exact fraction. */
  readonly ahead: Fraction;
}

/** Standing usage as its caller names it, kept from now on; a quantity of zero ends it. */
export type NamedStanding = Pick<StandingUsage, 'usageId' | 'sku' | 'quantity'>;

/** The price that a standing usage was last charged by. */
export interface Tariff {
  readonly credits: Microcredits;
  readonly per: number;
  /** How long the unit's time is: an hour for a GB-hour. */
  readonly unitMs: number;
  readonly rateCard: string;
}

export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const nothingAhead: Fraction = { numerator: 0n, denominator: 1n };

/** A thing that was kept from one instant to another at one price, and its share of the accrual. */
export interface KeptLine {
  readonly usageId: string;
  readonly sku: string;
  readonly quantity: Quantity;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly rateCard: string;
  readonly credits: Microcredits;
}

const unitsMs: ReadonlyMap<string, number> = new Map([
  ['second', secondMs],
  ['minute', minuteMs],
  ['hour', hourMs],
  ['day', dayMs],
]);

/**
 * The tariff of a SKU that can be kept: of the category `platform`, with a unit that ends in a time, as `GB-hour`, `hour` or
 * `seat-day`. Undefined for any other, and for one in tiers: what is kept has no end that a charge could reach.
 */
export function tariffOf({ category, credits, per, unit = '', tiers }: Price, rateCard: string): Tariff | undefined {
  if (tiers !== undefined) return undefined;
  const unitMs = unitsMs.get(unit.slice(unit.lastIndexOf('-') + 1));
  return category === 'platform' && unitMs !== undefined ? { credits, per, unitMs, rateCard } : undefined;
}

export interface Accrual {
  readonly usage: StandingUsage;
  readonly lines: readonly KeptLine[];
}

/** Charges one standing usage for a span of time, a line for each price that ruled in it. `cards` are those that came into effect within it. */
export function keep(usage: StandingUsage, fromMs: number, untilMs: number, cards: readonly RateCard[]): Accrual {
  const lines: KeptLine[] = [];
  let current = usage;
  for (let startMs = fromMs; startMs < untilMs; ) {
    const endMs = Math.min(untilMs, nextChangeMs(cards, startMs));
    const tariff = tariffAt(cards, current, startMs);
    const { credits, ahead } = chargeFor(current, tariff, endMs - startMs);
    const { usageId, sku, quantity } = current;
    lines.push({ usageId, sku, quantity, fromMs: startMs, untilMs: endMs, rateCard: tariff.rateCard, credits });
    current = { ...current, tariff, ahead };
    startMs = endMs;
  }
  return { usage: current, lines };
}

/** The most that one thing may cost a day: no sum of them outgrows an exact number. */
export const creditsPerDayMax = microcredits(1_000_000 * microcreditsPerCredit);

/** The cost of a quantity in 24 hours, rounded up; undefined if it is more than one thing may cost. */
export function costPerDay(quantity: Quantity, { credits, per, unitMs }: Tariff): Microcredits | undefined {
  const numerator = quantity * BigInt(dayMs) * BigInt(credits);
  const denominator = 1_000_000n * BigInt(unitMs) * BigInt(per);
  const whole = (numerator + denominator - 1n) / denominator;
  return whole > creditsPerDayMax ? undefined : microcredits(Number(whole));
}

function nextChangeMs(cards: readonly RateCard[], afterMs: number): number {
  return Math.min(...cards.map((card) => card.effectiveFromMs).filter((ms) => ms > afterMs));
}

/** A rate card that no longer prices what is kept, or makes it cost more than anything may, leaves its price as it was. */
export function tariffAt(
  cards: readonly RateCard[],
  { sku, quantity, tariff }: Pick<StandingUsage, 'sku' | 'quantity' | 'tariff'>,
  atMs: number,
): Tariff {
  const card = inEffectAt(cards, atMs);
  const price = card?.prices.get(sku);
  const next = price === undefined || card === undefined ? undefined : tariffOf(price, card.version);
  return next !== undefined && costPerDay(quantity, next) !== undefined ? next : tariff;
}

/** quantity × time × price, exactly, less what is charged ahead; rounded up to a microcredit, and the rounding carried on. */
function chargeFor(
  { quantity, ahead }: Pick<StandingUsage, 'quantity' | 'ahead'>,
  { credits, per, unitMs }: Tariff,
  ms: number,
): { readonly credits: Microcredits; readonly ahead: Fraction } {
  const cost = {
    numerator: quantity * BigInt(ms) * BigInt(credits),
    denominator: 1_000_000n * BigInt(unitMs) * BigInt(per),
  };
  const denominator = cost.denominator * ahead.denominator;
  const numerator = cost.numerator * ahead.denominator - ahead.numerator * cost.denominator;
  if (numerator <= 0n)
    return { credits: microcredits(0), ahead: reduceFraction({ numerator: -numerator, denominator }) };
  const whole = (numerator + denominator - 1n) / denominator;
  return {
    credits: microcredits(Number(whole)),
    ahead: reduceFraction({ numerator: whole * denominator - numerator, denominator }),
  };
}

/** Reckons what is charged ahead once an accrual of that time has charged so much. */
export function chargedAhead(
  { quantity, ahead, tariff: { credits: price, per, unitMs } }: Pick<StandingUsage, 'quantity' | 'ahead' | 'tariff'>,
  ms: number,
  credits: Microcredits,
): Fraction {
  const cost = {
    numerator: quantity * BigInt(ms) * BigInt(price),
    denominator: 1_000_000n * BigInt(unitMs) * BigInt(per),
  };
  const denominator = cost.denominator * ahead.denominator;
  const before = BigInt(credits) * denominator + ahead.numerator * cost.denominator;
  const numerator = before - cost.numerator * ahead.denominator;
  return numerator <= 0n ? nothingAhead : reduceFraction({ numerator, denominator });
}

function reduceFraction({ numerator, denominator }: Fraction): Fraction {
  let [a, b] = [numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}
