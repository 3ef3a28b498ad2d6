/** Amounts as text and as whole microcredits: sums are made of whole numbers, and shown to the last digit where a receipt tells them. */

const exactFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const shortFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const roundedFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const microcreditsPerCredit = 1_000_000;

/** Half of the least that two decimals tell. */
const leastTold = 0.005;

/** To two decimals, as everywhere but in receipts: 4,999.86. What is less than a hundredth is said to be. */
export function creditsText(credits: number): string {
  const isTooLittle = credits !== 0 && Math.abs(credits) < leastTold;
  return isTooLittle ? '< 0.01' : shortFormat.format(credits);
}

/** All of it, as receipts and prices have it: 4,999.8625. */
export function exactText(amount: number): string {
  return exactFormat.format(amount);
}

export function creditsUnitText(credits: number): string {
  return `${creditsText(credits)} ${credits === 1 ? 'credit' : 'credits'}`;
}

export function signedCreditsText(credits: number): string {
  return signedText(credits, creditsText);
}

/** An amount with the sign of its change. */
export function signedText(amount: number, textOf: (amount: number) => string): string {
  const text = textOf(Math.abs(amount));
  if (amount === 0) return text;
  return `${amount > 0 ? '+' : '−'}${text}`;
}

/** For rates and shares, which are estimates anyway. */
export function roundedText(number: number): string {
  return roundedFormat.format(number);
}

function toMicrocredits(credits: number): number {
  return Math.round(credits * microcreditsPerCredit);
}

function toCredits(microcredits: number): number {
  return microcredits / microcreditsPerCredit;
}

/** Sums without the dust of fractions. */
export function sumOfCredits(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += toMicrocredits(amount);
  return toCredits(sum);
}
