/**
 * Stripe counts money in a currency's smallest unit, of which some have none and some a thousandth (docs.stripe.com/currencies):
 * UGX and ISK are sent with two decimals that must be zero, and the last digit of those with three must be zero.
 */
import type { Money } from '../../domain/catalogue/plan.ts';

const withoutDecimals: ReadonlySet<string> = new Set([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA'],
  ...['PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
]);
const withThreeDecimals: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);
const wholeAlone: ReadonlySet<string> = new Set(['UGX', 'ISK']);

/** Millionths of a currency's unit in the smallest unit that Stripe counts. */
function millionthsPerUnit(currency: string): number {
  if (withoutDecimals.has(currency)) return 1_000_000;
  return withThreeDecimals.has(currency) ? 1_000 : 10_000;
}

/** The least step that Stripe takes a price in. */
function millionthsPerStep(currency: string): number {
  if (wholeAlone.has(currency)) return 1_000_000;
  return withThreeDecimals.has(currency) ? 10_000 : millionthsPerUnit(currency);
}

/** A price as Stripe counts it; undefined where it is finer than it takes. */
export function toMinorUnits({ millionths, currency }: Money): number | undefined {
  return millionths % millionthsPerStep(currency) === 0 ? millionths / millionthsPerUnit(currency) : undefined;
}

export function fromMinorUnits(amount: number, currency: string): Money {
  const code = currency.toUpperCase();
  return { millionths: amount * millionthsPerUnit(code), currency: code };
}
