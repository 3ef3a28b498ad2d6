import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { measurePicks } from '../../runs/plan-fit/measure.ts';
import { catalogueOf, credits, plan, usd } from '../../support/builders/fixtures.ts';
import { costOn, large, liveThrough, small } from '../../support/builders/lived-plans.ts';
import { rounds } from '../../support/expectations/effort.ts';

describe('plan fit', () => {
  it('advises the plan that would have cost less, packs included, and says how much', () => {
    const { fit } = liveThrough([390, 380, 395]);

    // 4 + 3 packs a month, or 12.
    expect([costOn(fit, 'small'), costOn(fit, 'large')]).toEqual([57, 36]);
    expect(fit.advice).toEqual({
      kind: 'change',
      planId: 'large',
      saving: 21_000_000n,
      currency: 'USD',
      basis: 'paid',
    });
  });

  it('keeps a plan that no other beats', () => {
    expect(liveThrough([150, 180, 160]).fit.advice).toMatchObject({
      kind: 'keep',
      planId: 'small',
      because: 'cheapest',
    });
  });

  it('keeps a plan that another beats by less than a twentieth', () => {
    const barely: Plan = { ...large, price: { ...usd(18.5), interval: 'month' } };
    const { fit } = liveThrough([390, 380, 395], catalogueOf(small, barely));

    expect(fit.advice).toMatchObject({ kind: 'keep', planId: 'small', because: 'saving-small', otherPlanId: 'large' });
  });

  it('advises nothing on the strength of one odd month', () => {
    const cheap: Plan = { ...large, price: { ...usd(8), interval: 'month' } };
    const { fit } = liveThrough([150, 90, 900, 80], catalogueOf(small, cheap));

    expect(fit.advice).toEqual({ kind: 'abstain', because: 'unsteady' });
  });

  it.each([1, 2])('advises nothing after %i whole cycles', (count) => {
    const { fit } = liveThrough([390, 380].slice(0, count));

    expect(fit.advice).toEqual({ kind: 'abstain', because: 'history-short' });
    expect(fit.cycles).toHaveLength(count);
  });

  it('advises nothing to an account that used nothing', () => {
    expect(liveThrough([0, 0, 0]).fit.advice).toEqual({ kind: 'abstain', because: 'unused' });
  });

  it('advises nothing where the present plan has no price', () => {
    const { price: _price, ...unpriced } = small;

    expect(liveThrough([390, 380, 395], catalogueOf(unpriced, large)).fit.advice).toEqual({
      kind: 'abstain',
      because: 'unpriced',
    });
  });

  it('lists the present plan first, then the others by their rough cost, and by name where that is the same', () => {
    const gift: Plan = { ...large, planId: 'gift', credits: credits(10_000), price: { ...usd(0), interval: 'month' } };
    const [twin, dear] = [
      { ...gift, planId: 'another' },
      { ...gift, planId: 'dear', price: large.price },
    ] as const;
    const unpriced = ['x', 'w'].map((planId): Plan => plan({ planId, packs: [] }));
    const { past } = liveThrough([390, 380, 395]);

    const fit = planFit(past, {
      planId: 'small',
      plans: catalogueOf(...unpriced, dear as Plan, gift, twin, small),
      nowMs: 0,
    });

    expect(fit.plans.map((each) => each.plan.planId)).toEqual(['small', 'another', 'gift', 'dear', 'w', 'x']);
    expect(fit.plans.map((each) => 'costs' in each)).toEqual([true, true, true, true, false, false]);
  });

  it('compares no more than eight plans, those that can be the cheapest for what was used', () => {
    const ladder = Array.from({ length: 30 }, (_, step): Plan => {
      const price = { ...usd(5 + (3 * step) / 5), interval: 'month' } as const;
      return { ...large, planId: `step-${String(step).padStart(2, '0')}`, credits: credits(20 * step), price };
    });
    const { fit } = liveThrough([390, 380, 395], catalogueOf(small, ...ladder));

    expect(fit.plans.map(({ plan: { planId } }) => planId).slice(0, 2)).toEqual(['small', 'step-20']);
    expect([fit.plans.length, fit.plansLeftOut]).toEqual([8, 23]);
    expect(fit.advice).toMatchObject({ kind: 'change', planId: 'step-20' });
  });

  it('picks the plan that is known to be the best in 95 of 100 synthetic accounts, and never after two cycles', () => {
    const months = measurePicks(rounds(40), 4, 11);

    expect(months.right / months.histories).toBeGreaterThanOrEqual(0.95);
    expect(measurePicks(rounds(20), 2, 12).abstained).toBe(rounds(20));
  });
});
