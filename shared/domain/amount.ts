/**
 * Amounts. R1: inside the service credits are whole microcredits (10⁻⁶ credit) in a branded safe integer;
 * on the wire they are JSON numbers of credits with at most 6 decimals. Fractions of a microcredit exist only
 * inside pricing, which says how it rounds.
 */
declare const unit: unique symbol;

/** A whole number of microcredits. May be zero; never negative where it is a balance or a price. */
export type Microcredits = number & { readonly [unit]: 'microcredits' };

export const microcreditsPerCredit = 1_000_000;

/**
 * The largest amount and the largest balance: 999,999,999.999999 credits (R1). Fifteen significant digits
 * are the most that every JSON reader keeps exactly, so no balance may outgrow them either.
 */
export const amountMaxMicrocredits = 999_999_999_999_999;

/** Brands a whole number. A fraction or an unsafe integer here is a bug of ours, hence the throw. */
export function microcredits(whole: number): Microcredits {
  if (!Number.isSafeInteger(whole)) throw new RangeError(`not a whole number of microcredits: ${whole}`);
  return (whole === 0 ? 0 : whole) as Microcredits;
}

export const noCredits = microcredits(0);

/** Exact: both sides are bounded by the largest balance, far below the safe integers. */
export function plus(a: Microcredits, b: Microcredits): Microcredits {
  return microcredits(a + b);
}

export function minus(a: Microcredits, b: Microcredits): Microcredits {
  return microcredits(a - b);
}

export function lesser(a: Microcredits, b: Microcredits): Microcredits {
  return a < b ? a : b;
}

export function total(amounts: Iterable<Microcredits>): Microcredits {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return microcredits(sum);
}

/** The wire form: a JSON number of credits. Division by a power of ten rounds to the nearest double, whose shortest text is exact up to 15 digits. */
export function toCredits(amount: Microcredits): number {
  return amount / microcreditsPerCredit;
}

/** Reads a wire amount; undefined unless it is a finite number of credits with at most 6 decimals within ±999,999,999.999999. */
export function fromCredits(credits: number): Microcredits | undefined {
  const whole = Math.round(credits * microcreditsPerCredit);
  if (!(Math.abs(whole) <= amountMaxMicrocredits) || whole / microcreditsPerCredit !== credits) return undefined;
  return microcredits(whole);
}
