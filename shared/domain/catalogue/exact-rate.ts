/** US dollars as credits: an exact fraction in two whole numbers. */
import { amountMaxMicrocredits, microcredits } from '../amount.ts';
import type { Rational } from '../decimal.ts';
import type { Rate } from './tiers.ts';

export interface RateTerms {
  /** US dollars that one credit stands for. */
  readonly usdPerCredit: Rational;
  /** 1 charges list prices. */
  readonly markup: Rational;
}

const perMax = 1_000_000_000_000n;
const perUsual = 1_000_000n;
const creditsMax = BigInt(amountMaxMicrocredits);

/** Dollars × markup ÷ dollars per credit; undefined when that is out of bounds. */
export function exactRate(usd: Rational, { usdPerCredit, markup }: RateTerms): Rate | undefined {
  const exact = reduceRational({
    numerator: usd.numerator * markup.numerator * usdPerCredit.denominator * 1_000_000n,
    denominator: usd.denominator * markup.denominator * usdPerCredit.numerator,
  });
  const usual = perUsual % exact.denominator === 0n ? perUsual / exact.denominator : 1n;
  // Where a million things would cost more than an amount can say, the price is for the fewest it is exact for.
  const scale = exact.numerator * usual <= creditsMax ? usual : 1n;
  const per = exact.denominator * scale;
  const credits = exact.numerator * scale;
  if (per > perMax || credits > creditsMax) return undefined;
  return { credits: microcredits(Number(credits)), per: Number(per) };
}

function reduceRational({ numerator, denominator }: Rational): Rational {
  let [a, b] = [numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
