/**
 * The cost of a course by list prices, cycle by cycle. A price for another interval than the account's cycle counts by the mean
 * lengths of the two: a year's price is twelve months'. Where plans changed within a cycle, each counts for its share of it.
 */

import { cycleCredits, type Plan, timesSold } from '../catalogue/plan.ts';
import { type Cadence, type Cycle, meanMs } from '../cycle.ts';
import type { Entry } from '../ledger/entry.ts';

/** In millionths of the currency's unit. */
export interface Cost {
  readonly plan: bigint;
  readonly packs: bigint;
}

export interface Costs {
  readonly currency: string;
  readonly cycles: readonly Cost[];
}

export interface Bill {
  readonly cycles: readonly Cycle[];
  /** The cadence of the account's cycles. */
  readonly cadence: Cadence;
  readonly entries: readonly Entry[];
  /** The version of a plan that rules at an instant. */
  readonly planAt: (planId: string, atMs: number) => Plan | undefined;
}

/** Undefined where something has no price, or prices are in several currencies. */
export function costsOf({ cycles, cadence, entries, planAt }: Bill): Costs | undefined {
  const spans = spansOf(entries, planAt);
  if (spans === undefined) return undefined;
  const plansPaid = cycles.map((cycle) => spans.reduce((sum, span) => sum + planShare(span, cycle, cadence), 0n));
  const packsPaid = cycles.map(() => 0n);
  const currencies = new Set(spans.map(({ price }) => price.currency));
  for (const entry of entries) {
    const paid = purchaseCost(entry, spans);
    if (paid === undefined) return undefined;
    const index = cycles.findIndex(({ startMs, endMs }) => entry.atMs >= startMs && entry.atMs < endMs);
    if (paid === 'nothing' || index === -1) continue;
    packsPaid[index] = (packsPaid[index] ?? 0n) + paid.millionths;
    currencies.add(paid.currency);
  }
  const [currency, ...others] = currencies;
  if (currency === undefined || others.length > 0) return undefined;
  return { currency, cycles: plansPaid.map((plan, index) => ({ plan, packs: packsPaid[index] ?? 0n })) };
}

/**
 * Roughly what a plan would ask for a cycle of such a length and usage: its list price, and its cheapest packs for the rest.
 * Only for putting plans in order.
 */
export function roughCost(
  plan: Plan,
  { seats, used, of }: { readonly seats: number; readonly used: bigint; readonly of: Cadence },
): number {
  const { price, packs, cadence } = plan;
  if (price === undefined) return Number.POSITIVE_INFINITY;
  const missing = Math.max(0, Number(used) - (cycleCredits(plan, seats) * meanMs[of]) / meanMs[cadence]);
  const offers = packs.map(
    (pack) => (pack.price?.millionths ?? Number.POSITIVE_INFINITY) * Math.ceil(missing / pack.credits),
  );
  const listed = (price.millionths * timesSold(plan, seats) * meanMs[of]) / meanMs[price.interval];
  return missing === 0 ? listed : listed + Math.min(...offers);
}

export function totalOf({ cycles }: Costs): bigint {
  return cycles.reduce((sum, { plan, packs }) => sum + plan + packs, 0n);
}

/** A time in which one version of a plan ruled, for so many seats. */
interface Span {
  readonly plan: Plan;
  readonly seats: number;
  readonly price: NonNullable<Plan['price']>;
  readonly fromMs: number;
  untilMs: number;
}

function spansOf(entries: readonly Entry[], planAt: Bill['planAt']): readonly Span[] | undefined {
  const spans: Span[] = [];
  for (const { planId, seats = 1, effectiveMs, atMs } of entries) {
    if (planId === undefined || effectiveMs !== undefined) continue;
    const plan = planAt(planId, atMs);
    if (plan?.price === undefined) return undefined;
    const last = spans.at(-1);
    if (last?.plan === plan && last.seats === seats) continue;
    if (last !== undefined) last.untilMs = atMs;
    spans.push({ plan, seats, price: plan.price, fromMs: atMs, untilMs: Number.POSITIVE_INFINITY });
  }
  return spans;
}

function planShare({ plan, seats, price, fromMs, untilMs }: Span, { startMs, endMs }: Cycle, cadence: Cadence): bigint {
  const ms = Math.max(0, Math.min(untilMs, endMs) - Math.max(fromMs, startMs));
  const numerator = BigInt(price.millionths) * BigInt(timesSold(plan, seats)) * BigInt(meanMs[cadence]) * BigInt(ms);
  const denominator = BigInt(meanMs[price.interval]) * BigInt(endMs - startMs);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** A pack's price; what was taken back of it or granted again, by the share of its credits. Undefined if it has none. */
function purchaseCost(
  { type, packId, credits, atMs, reverses }: Entry,
  spans: readonly Span[],
): { readonly millionths: bigint; readonly currency: string } | 'nothing' | undefined {
  if (packId === undefined || (type !== 'grant' && type !== 'refund' && type !== 'chargeback')) return 'nothing';
  const span = spans.findLast(({ fromMs }) => fromMs <= atMs);
  const pack = span?.plan.packs.find((each) => each.packId === packId);
  if (pack?.price === undefined) return undefined;
  const { millionths, currency } = pack.price;
  if (type === 'grant' && reverses === undefined) return { millionths: BigInt(millionths), currency };
  const share = (BigInt(millionths) * BigInt(credits)) / BigInt(pack.credits);
  return { millionths: type === 'grant' ? share : -share, currency };
}
