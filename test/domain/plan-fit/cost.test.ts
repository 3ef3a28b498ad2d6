/** The cost of a course by list prices: plans by the time that they ruled, packs by their own prices. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Costs, costsOf, totalOf } from '../../../shared/domain/plan-fit/cost.ts';
import type { EntryMembers } from '../../support/builders/altered-entry.ts';
import { credits, dayMs, startMs, usd } from '../../support/builders/fixtures.ts';
import { pack, small, unpriced } from '../../support/builders/priced-plans.ts';

const large: Plan = { ...small, planId: 'large', packs: [], price: { ...usd(40), interval: 'month' } };
const yearly: Plan = { ...small, planId: 'yearly', price: { ...usd(120), interval: 'year' } };
const foreign: Plan = { ...large, planId: 'foreign', price: { millionths: 1, currency: 'EUR', interval: 'month' } };

const plans = [small, large, yearly, foreign, unpriced];

const cycles = [0, 1].map((index): Cycle => {
  return { index, startMs: startMs + 30 * index * dayMs, endMs: startMs + 30 * (index + 1) * dayMs };
});

function at(day: number, told: EntryMembers): Entry {
  return { type: 'grant', atMs: startMs + day * dayMs, credits: credits(0), slices: [], ...told } as Entry;
}

function costs(entries: readonly Entry[]): Costs | undefined {
  const planAt = (planId: string): Plan | undefined => plans.find((each) => each.planId === planId);
  return costsOf({ cycles, cadence: 'month', entries, planAt });
}

function inDollars(found: Costs | undefined): readonly (readonly [number, number])[] | undefined {
  return found?.cycles.map((cost) => [Number(cost.plan) / 1e6, Number(cost.packs) / 1e6]);
}

const begun = at(0, { planId: 'small' });
const bought = { type: 'grant', packId: 'pack', credits: credits(100) } as const;

describe('what a course cost', () => {
  it('is the plan’s price for each cycle, and a year’s for a twelfth', () => {
    expect(inDollars(costs([begun]))).toEqual([
      [10, 0],
      [10, 0],
    ]);
    expect(inDollars(costs([at(0, { planId: 'yearly' })]))).toEqual([
      [10, 0],
      [10, 0],
    ]);
    expect(costs([begun])?.currency).toBe('USD');
  });

  it('counts each plan for its share of a cycle, from when it rules and not from when it was asked for', () => {
    const waiting = at(6, { type: 'plan-change', planId: 'large', effectiveMs: startMs + 30 * dayMs });
    const changed = at(9, { type: 'plan-change', planId: 'large' });

    expect(inDollars(costs([begun, waiting, at(30, { planId: 'large' })]))).toEqual([
      [10, 0],
      [40, 0],
    ]);
    expect(inDollars(costs([begun, changed, at(30, { planId: 'large' })]))).toEqual([
      [3 + 28, 0],
      [40, 0],
    ]);
  });

  it('is rounded to the nearest millionth', () => {
    const cheap = (millionths: number): readonly bigint[] | undefined => {
      const only: Plan = { ...large, price: { millionths, currency: 'USD', interval: 'month' } };
      const entries = [begun, at(10, { type: 'plan-change', planId: 'large' })];
      const planAt = (planId: string): Plan =>
        planId === 'large'
          ? only
          : { ...small, price: { ...only.price, millionths: 0, currency: 'USD', interval: 'month' } };
      return costsOf({ cycles, cadence: 'month', entries, planAt })?.cycles.map((cost) => cost.plan);
    };

    expect(cheap(1)).toEqual([1n, 1n]);
    expect(cheap(5)).toEqual([3n, 5n]);
    expect(cheap(2)).toEqual([1n, 2n]);
  });

  it('has packs in the cycle in which they were bought, less what was paid back of them by its share', () => {
    const refund = at(40, { type: 'refund', packId: 'pack', credits: credits(60) });
    const chargeback = at(41, { type: 'chargeback', packId: 'pack', credits: credits(100) });

    expect(inDollars(costs([begun, at(3, bought), at(29.9, bought), at(30, bought), refund, chargeback]))).toEqual([
      [10, 10],
      [10, 5 - 3 - 5],
    ]);
    expect(inDollars(costs([begun, at(61, bought)]))).toEqual(inDollars(costs([begun])));
    expect(inDollars(costs([begun, at(3, { type: 'expiry', packId: 'pack' })]))).toEqual(inDollars(costs([begun])));
  });

  it('takes a pack’s price from the plan that ruled when it was bought', () => {
    const dearer: Plan = { ...small, packs: [{ ...pack, price: usd(7) }] };
    const entries = [begun, at(1, bought), at(9, { type: 'plan-change', planId: 'dearer' }), at(10, bought)];
    const planAt = (planId: string): Plan => (planId === 'small' ? small : dearer);

    const found = costsOf({ cycles, cadence: 'month', entries, planAt });

    expect(found?.cycles[0]?.packs).toBe(12_000_000n);
  });

  it('isn’t known where a plan or a pack has no price, or prices are in several currencies', () => {
    expect(costs([at(0, { planId: 'unpriced' })])).toBeUndefined();
    expect(costs([at(0, { planId: 'nowhere' })])).toBeUndefined();
    expect(costs([begun, at(1, { ...bought, packId: 'gone' })])).toBeUndefined();
    expect(costs([begun, at(9, { planId: 'foreign' })])).toBeUndefined();
    expect(costs([])).toBeUndefined();
    const mixed: Plan = { ...small, packs: [{ ...pack, price: { millionths: 1, currency: 'EUR' } }] };
    const entries = [begun, at(1, bought)];
    expect(costsOf({ cycles, cadence: 'month', entries, planAt: () => mixed })).toBeUndefined();
    const free: Plan = { ...small, packs: [{ packId: 'pack', credits: credits(100) }] };
    expect(costsOf({ cycles, cadence: 'month', entries, planAt: () => free })).toBeUndefined();
  });

  it('adds up over the cycles', () => {
    const found = costs([begun, at(3, bought)]);

    expect(found && totalOf(found)).toBe(25_000_000n);
  });
});
