/** Amounts as text and as whole microcredits: sums are made of whole numbers, and shown to the last digit that counts. */

const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const signedFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 6, signDisplay: 'exceptZero' });
const shortFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const roundedFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const microcreditsPerCredit = 1_000_000;

/** All of it: 4,999.8625. */
export function creditsText(credits: number): string {
  return exact.format(credits);
}

export function creditsUnitText(credits: number): string {
  return `${creditsText(credits)} ${credits === 1 ? 'credit' : 'credits'}`;
}

export function signedCreditsText(credits: number): string {
  return signedFormat.format(credits).replace('-', '−');
}

/** To two decimals, where people compare: 4,999.86. What is less than a hundredth is said to be. */
export function shortCreditsText(credits: number): string {
  return credits !== 0 && Math.abs(credits) < 0.005 ? '< 0.01' : shortFormat.format(credits);
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
