import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { catalogueOf, credits, usd } from '../../support/builders/fixtures.ts';
import { costOn, large, liveThrough, pack, small } from '../../support/builders/lived-plans.ts';

describe('plan fit', () => {
  it('looks at no plan before it takes effect', () => {
    const { past } = liveThrough([390, 380, 395]);
    const later: Plan = { ...large, planId: 'later', effectiveFromMs: past.entries[0]?.atMs ?? 0 };
    const fitAt = (nowMs: number): readonly string[] =>
      planFit(past, { planId: 'small', plans: catalogueOf(small, later), nowMs }).plans.map((each) => each.plan.planId);

    expect(fitAt(later.effectiveFromMs)).toEqual(['small', 'later']);
    expect(fitAt(later.effectiveFromMs - 1)).toEqual(['small']);
  });

  it('buys no pack that has no price, or one in another currency than its plan’s', () => {
    const { price: _none, ...unpriced } = pack;
    const foreign = { ...pack, packId: 'foreign', price: { millionths: 1, currency: 'EUR' } };
    const other: Plan = { ...small, planId: 'other', packs: [{ ...unpriced, packId: 'unpriced' }, foreign] };
    const { fit } = liveThrough([390, 380, 395], catalogueOf(small, other));
    const cycles = fit.plans.find((each) => each.plan.planId === 'other')?.cycles ?? [];

    expect(cycles.map(({ packs }) => packs.size)).toEqual([0, 0, 0]);
    expect(cycles.every((cycle) => cycle.unserved > 0n)).toBe(true);
  });

  it('reckons each month up: packs bought when short, what was wasted, how long nothing was left', () => {
    const { past, fit } = liveThrough([390, 100, 0]);
    const [first, second, third] = fit.plans[0]?.cycles ?? [];
    const months = past.cycles.map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000);

    expect([first, second, third].map((cycle) => [...(cycle?.packs ?? [])])).toEqual([[['pack', 3]], [], []]);
    expect([first, second, third].map((cycle) => cycle?.wasted)).toEqual([10_000_000n, 0n, 100_000_000n]);
    expect(second?.zeroMs).toBeGreaterThan(0);
    expect((second?.zeroMs ?? 0) / 3_600_000).toBeLessThan(months[1] ?? 0);
    expect(third?.zeroMs).toBe(0);
  });

  it('says what a plan without packs could not have served, and does not advise it', () => {
    const bare: Plan = {
      ...large,
      planId: 'bare',
      credits: credits(200),
      packs: [],
      price: { ...usd(5), interval: 'month' },
    };
    const { fit } = liveThrough([390, 380, 395], catalogueOf(small, bare));
    const cycles = fit.plans.find((each) => each.plan.planId === 'bare')?.cycles ?? [];

    for (const { used, unserved } of cycles) expect(Number(used + unserved) / 1e6).toBeGreaterThanOrEqual(379.9);
    expect(cycles.every(({ unserved }) => unserved > 0n)).toBe(true);
    expect(fit.advice.kind).toBe('keep');
  });

  it('counts a year’s price as twelve months’, and leaves plans in other currencies out', () => {
    const yearly: Plan = { ...large, planId: 'yearly', price: { ...usd(120), interval: 'year' } };
    const foreign: Plan = { ...large, planId: 'foreign', price: { millionths: 1, currency: 'EUR', interval: 'month' } };
    const { fit } = liveThrough([390, 380, 395], catalogueOf(small, large, yearly, foreign));

    expect(costOn(fit, 'yearly')).toBe(30);
    expect(fit.advice).toMatchObject({ kind: 'change', planId: 'yearly' });
  });
});
