/** R31: plan fit and advice reckon with the price and the credits of all seats. */
import { describe, expect, it } from 'vitest';
import { cheaperPlan } from '../../../shared/domain/insights/cheaper-plan.ts';
import { roughCost } from '../../../shared/domain/plan-fit/cost.ts';
import { credits, plan, usd } from '../../support/builders/fixtures.ts';

const month = { interval: 'month' } as const;
const seat = { packs: [], isPerSeat: true } as const;
const team = plan({ ...seat, planId: 'team', credits: credits(100), price: { ...usd(20), ...month } });
const mini = plan({ ...seat, planId: 'mini', credits: credits(60), price: { ...usd(12), ...month } });
const flat = plan({ packs: [], planId: 'flat', credits: credits(300), price: { ...usd(70), ...month } });

describe('a plan that is sold by the seat', () => {
  it('costs its price for each of them, and brings its credits for each', () => {
    const of = (seats: number, used: number): number =>
      roughCost(team, { seats, used: BigInt(credits(used)), of: 'month' });

    expect([of(1, 100), of(5, 500)]).toEqual([20_000_000, 100_000_000]);
    expect(of(5, 501)).toBe(Number.POSITIVE_INFINITY);
    expect(roughCost(flat, { seats: 5, used: BigInt(credits(300)), of: 'month' })).toBe(70_000_000);
  });

  it('is held against others by what all seats cost and were used for', () => {
    const used = (amount: number): Parameters<typeof cheaperPlan>[2] => {
      const cycle = { granted: BigInt(credits(500)), unused: BigInt(credits(500 - amount)) };
      return { cycles: [cycle], total: cycle } as unknown as Parameters<typeof cheaperPlan>[2];
    };
    const named = (seats: number, amount: number): unknown =>
      cheaperPlan({ planId: 'team', seats }, [team, mini, flat], used(amount));

    expect(named(5, 300)).toEqual({ planId: 'mini', credits: credits(300) });
    expect(named(8, 301)).toEqual({ planId: 'mini', credits: credits(480) });
    expect(named(5, 301)).toBeUndefined();
    expect(named(3, 300)).toBeUndefined();
  });
});
