/** Chance, as use has it: calls of very different sizes. */
export type Random = () => number;

/** So many calls on average, of very different sizes. */
export function calls(random: Random, mean: number): number {
  const count = poisson(random, mean);
  let sum = 0;
  for (let call = 0; call < count; call += 1) sum += size(random);
  return sum;
}

export function size(random: Random): number {
  return Math.exp(0.8 * normal(random));
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const callsMax = 1_000;

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random();
  for (let count = 0; count < callsMax; count += 1) {
    if (product <= limit) return count;
    product *= random();
  }
  return callsMax;
}
