/** The parts of what an account used that were of each category: what it will use is taken to be of the same. */
import { byCategory, type Category, categories } from '../catalogue/rate-card.ts';
import type { RollUps } from '../projections/roll-up.ts';

/** From 0 to 1, and 1 in all; 0 each where nothing was used. */
export type UseShares = Readonly<Record<Category, number>>;

/** The shares of an account that used nothing. */
export const noShares: UseShares = byCategory(() => 0);

export function useSharesOf(rollUps: RollUps): UseShares {
  const used = byCategory((category) => {
    let sum = 0n;
    for (const day of rollUps.values())
      for (const credits of day.categories.get(category)?.values() ?? []) sum += credits;
    return sum > 0n ? Number(sum) : 0;
  });
  const all = categories.reduce((sum, category) => sum + used[category], 0);
  return byCategory((category) => (all === 0 ? 0 : used[category] / all));
}
