/** Which plan is advised, rule by rule, each at its bound. */
import { describe, expect, it } from 'vitest';
import type { PlanReckoning } from '../../../shared/domain/plan-fit/reckoning.ts';
import { advice, cheapest, course, hundred, onPlan, plain } from '../../support/builders/reckonings.ts';

const cheaper = onPlan('cheaper', {
  costs: [
    [20, 0],
    [20, 5],
  ],
});

describe('the plan that is advised', () => {
  it('is the cheapest of all, with what it saves in all cycles', () => {
    const middling = onPlan('middling', { costs: plain(30, 30) });

    expect(advice([middling, cheaper])).toEqual({
      kind: 'change',
      planId: 'cheaper',
      saving: 55n,
      currency: 'USD',
      basis: 'paid',
    });
    expect(advice([cheaper, middling])).toMatchObject({ planId: 'cheaper' });
  });

  it('is the present one where none costs less, or there is no other', () => {
    expect(advice([onPlan('same', { costs: hundred })])).toEqual(cheapest);
    expect(advice([])).toEqual(cheapest);
  });

  it('saves a twentieth at least', () => {
    const saving = (amount: number): PlanReckoning =>
      onPlan('other', { costs: plain(50 - amount / 2, 50 - amount / 2) });

    expect(advice([saving(6)])).toMatchObject({ kind: 'change', saving: 6n });
    expect(advice([onPlan('other', { costs: plain(47, 48) })])).toMatchObject({ kind: 'change', saving: 5n });
    expect(advice([saving(4)])).toEqual({ ...cheapest, because: 'saving-small', otherPlanId: 'other' });
  });

  it('would have been cheaper with any one cycle left out too', () => {
    const once = onPlan('once', { costs: plain(1, 50) });
    const twice = onPlan('twice', { costs: plain(1, 49) });
    const packs = onPlan('packs', {
      costs: [
        [0, 1],
        [0, 51],
      ],
    });

    expect(advice([once])).toEqual({ kind: 'abstain', because: 'unsteady' });
    expect(advice([packs])).toEqual({ kind: 'abstain', because: 'unsteady' });
    expect(advice([twice])).toMatchObject({ kind: 'change', planId: 'twice' });
  });

  it('is no plan of another currency, without prices, or that would have left something unserved', () => {
    expect(
      advice([
        {
          ...cheaper,
          ...course({ costs: plain(1, 1), currency: 'EUR' }),
        },
      ]),
    ).toEqual(cheapest);
    expect(advice([onPlan('unpriced', {})])).toEqual(cheapest);
  });

  it('is no cheaper one that would have left something unserved, and the reason says so', () => {
    expect(advice([onPlan('short', { costs: plain(1, 1), unserved: 1n })])).toEqual({
      ...cheapest,
      because: 'cheaper-falls-short',
      otherPlanId: 'short',
    });
  });

  it('would have overrun no more than there really was', () => {
    const over = onPlan('over', { costs: plain(1, 1), overrun: 7n });
    const real = course({ costs: hundred, overrun: 7n });

    expect(advice([over])).toEqual({ ...cheapest, because: 'cheaper-overruns', otherPlanId: 'over' });
    expect(advice([over], { real })).toMatchObject({ kind: 'change', planId: 'over' });
  });
});

it('nothing is advised to an account that used nothing in any cycle', () => {
  expect(advice([cheaper], { real: course({ costs: hundred, used: 0n }) })).toEqual({
    kind: 'abstain',
    because: 'unused',
  });
});
