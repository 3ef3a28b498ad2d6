/** The rough cost of a plan by list prices: its own, and its cheapest packs for what it lacks. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { roughCost } from '../../../shared/domain/plan-fit/cost.ts';
import { credits, usd } from '../../support/builders/fixtures.ts';
import { pack, small, unpriced } from '../../support/builders/priced-plans.ts';

describe('the rough cost of a plan', () => {
  it('is its price, and its cheapest packs for what it lacks', () => {
    const dozen = { packId: 'dozen', credits: credits(1_200), price: usd(18) };
    const both: Plan = { ...small, packs: [pack, dozen] };

    expect(roughCost(both, { seats: 1, used: BigInt(credits(100)), of: 'month' })).toBe(10_000_000);
    expect(roughCost(both, { seats: 1, used: BigInt(credits(101)), of: 'month' })).toBe(15_000_000);
    expect(roughCost(both, { seats: 1, used: BigInt(credits(400)), of: 'month' })).toBe(25_000_000);
    expect(roughCost(both, { seats: 1, used: BigInt(credits(501)), of: 'month' })).toBe(28_000_000);
  });

  it('counts price and credits by the mean lengths of cycles', () => {
    const week = { ...small, cadence: 'week', price: { ...usd(12), interval: 'year' } } as const;

    expect(roughCost(week, { seats: 1, used: 0n, of: 'month' })).toBeCloseTo(1_000_000, 6);
    // 4.348125 weeks of 100 credits in a month.
    expect(roughCost(week, { seats: 1, used: BigInt(credits(434)), of: 'month' })).toBeCloseTo(1_000_000, 6);
    expect(roughCost(week, { seats: 1, used: BigInt(credits(435)), of: 'month' })).toBeCloseTo(6_000_000, 6);
  });

  it('is beyond all bounds without a price, or where packs that it takes have none', () => {
    const [free] = unpriced.packs;
    const lacking: Plan = { ...small, packs: free === undefined ? [] : [free] };

    expect(roughCost(unpriced, { seats: 1, used: 0n, of: 'month' })).toBe(Number.POSITIVE_INFINITY);
    expect(roughCost(lacking, { seats: 1, used: BigInt(credits(200)), of: 'month' })).toBe(Number.POSITIVE_INFINITY);
    expect(roughCost(lacking, { seats: 1, used: BigInt(credits(50)), of: 'month' })).toBe(10_000_000);
    expect(roughCost({ ...small, packs: [] }, { seats: 1, used: BigInt(credits(200)), of: 'month' })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
