/** Everything that a history leaves to chance, from its seed alone. */
import { seededRandom } from '../bench/random.ts';

export interface Random {
  /** 0 up to 1. */
  fraction(): number;
  /** A whole number from 0 up to and without `count`. */
  below(count: number): number;
  chance(share: number): boolean;
  pick<T>(all: readonly T[]): T;
  /** One of the names, by their weights. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
}

export function createRandom(seed: number): Random {
  const fraction = seededRandom(Math.imul(seed, 0x9e3779b1) ^ (seed >>> 3));
  const below = (count: number): number => Math.floor(fraction() * count);
  function pick<T>(all: readonly T[]): T {
    const [first] = all;
    const found = all[below(all.length)] ?? first;
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }
  function weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const names = namesOf(weights);
    let left = fraction() * names.reduce((sum, name) => sum + weights[name], 0);
    for (const name of names) {
      left -= weights[name];
      if (left < 0) return name;
    }
    return pick(names);
  }
  return { fraction, below, chance: (share) => share > 0 && fraction() < share, pick, weighted };
}

function namesOf<T extends string>(weights: Readonly<Record<T, number>>): readonly T[] {
  return Object.keys(weights) as T[];
}
