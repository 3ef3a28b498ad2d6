/** The usage that work reports, made fit to be charged: rounded up to a microcredit, and nothing where it comes to nothing. */
import { amountMaxMicrocredits, microcreditsPerCredit } from '../../domain/amount.ts';
import type { Category } from '../../domain/catalogue/rate-card.ts';

/** Quantities that the rate card prices. */
export interface UsageCharge {
  readonly usage: readonly { readonly sku: string; readonly quantity: number }[];
}

/** The usage of work, since it began. */
export type Charge = { readonly credits: number } | UsageCharge;

/** An amount or usage to set aside before work runs. */
export type Estimate = UsageCharge | { readonly credits: number; readonly category: Category };

export type CheckedCharge =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'charge'; readonly charge: Charge }
  | { readonly kind: 'wrong'; readonly message: string };

/** How much of a microcredit the noise of a sum of doubles may be, relative to it and at most. */
const relativeNoise = 2 ** -48;
const noiseMax = 0.01;

/**
 * Credits as the service takes them: with at most 6 decimals, rounded up, so that what was used is never given away. What
 * doubles add to a sum isn't rounded up for: `0.1 + 0.2` is 0.3.
 */
export function roundUpCredits(credits: number): number {
  const exact = credits * microcreditsPerCredit;
  const nearest = Math.round(exact);
  const isNoise = Math.abs(exact - nearest) <= Math.min(noiseMax, Math.abs(nearest) * relativeNoise);
  return (isNoise ? nearest : Math.ceil(exact)) / microcreditsPerCredit;
}

/** Callers without types say anything: what is neither an amount nor usage is named as that, and is never nothing. */
export function checkedCharge(charge: Charge): CheckedCharge {
  if ('usage' in charge) return checkedUsage(charge);
  const credits = roundUpCredits(numberIn(charge.credits));
  if (credits === 0) return { kind: 'nothing' };
  return isAmount(credits)
    ? { kind: 'charge', charge: { credits } }
    : { kind: 'wrong', message: `not an amount of credits that work can use: ${charge.credits}` };
}

/** Quantities of the same SKU are one line; those of zero are none. */
function checkedUsage({ usage }: UsageCharge): CheckedCharge {
  if (!Array.isArray(usage)) return { kind: 'wrong', message: `not the lines of a usage: ${usage}` };
  const quantities = new Map<string, number>();
  for (const line of usage) {
    const { sku, quantity } = Object(line);
    const amount = numberIn(quantity);
    if (typeof sku !== 'string') return { kind: 'wrong', message: `not the name of a SKU: ${sku}` };
    if (!(amount >= 0) || !Number.isFinite(amount))
      return { kind: 'wrong', message: `not a quantity of ${sku}: ${quantity}` };
    if (amount > 0) quantities.set(sku, (quantities.get(sku) ?? 0) + amount);
  }
  const lines = [...quantities].map(([sku, quantity]) => ({ sku, quantity: roundUpCredits(quantity) }));
  return lines.length === 0 ? { kind: 'nothing' } : { kind: 'charge', charge: { usage: lines } };
}

/** The charge for an estimate, when nothing better is known of what was used. */
export function chargeOfEstimate(estimate: Estimate): Charge {
  return 'usage' in estimate ? estimate : { credits: estimate.credits };
}

/** A number, also as text; NaN for anything else, which conversion might take for nothing. */
function numberIn(value: unknown): number {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isNumber ? Number(value) : Number.NaN;
}

function isAmount(credits: number): boolean {
  return credits > 0 && credits * microcreditsPerCredit <= amountMaxMicrocredits;
}
