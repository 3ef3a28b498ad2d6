import { type Microcredits, microcredits, noCredits, total } from './amount.ts';

/**
 * An amount in parts that are in proportion to some weights, and add up to it exactly; all of it to the first where no weight
 * weighs anything. No part is more than its weight as long as the amount is no more than all weights.
 */
export function sharesOf(amount: Microcredits, weights: readonly Microcredits[]): readonly Microcredits[] {
  const sum = BigInt(total(weights));
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? amount : noCredits));
  let [weighed, given] = [0n, 0n];
  return weights.map((weight) => {
    weighed += BigInt(weight);
    const upTo = (BigInt(amount) * weighed) / sum;
    const share = upTo - given;
    given = upTo;
    return microcredits(Number(share));
  });
}
