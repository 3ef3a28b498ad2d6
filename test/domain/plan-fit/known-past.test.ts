import { describe, expect, it } from 'vitest';
import type { Plan, PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { totalOf } from '../../../shared/domain/plan-fit/cost.ts';
import { pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { type PlanFit, planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { alterEntry, type EntryMembers } from '../../support/builders/altered-entry.ts';
import { catalogueOf, credits, plan, usd } from '../../support/builders/fixtures.ts';
import { historyPlans, play } from '../../support/builders/histories.ts';
import { type Command, timeline } from '../../support/builders/history-commands.ts';
import { costOn, large, liveThrough, small } from '../../support/builders/lived-plans.ts';

describe('plan fit', () => {
  it.each<readonly [string, (entry: Entry) => EntryMembers]>([
    ['another amount', () => ({ credits: credits(0.000001) })],
    ['more available', ({ after }) => ({ after: { ...after, available: credits(0.000001) } })],
    ['something set aside', ({ after }) => ({ after: { ...after, held: credits(0.000001) } })],
    ['overrun', ({ after }) => ({ after: { ...after, overrun: credits(0.000001) } })],
    ['a debt', ({ after }) => ({ after: { ...after, debt: credits(0.000001) } })],
  ])('concludes nothing when the replay does not arrive at the ledger, which has %s', (_what, change) => {
    const { past } = liveThrough([390, 380, 395]);
    const at = past.entries.findIndex(({ type }) => type === 'expiry');
    const entries = past.entries.map((entry, index) => (index === at ? alterEntry(entry, change(entry)) : entry));
    const present = { planId: 'small', plans: catalogueOf(small, large), nowMs: 0 };

    expect(planFit(past, present).advice.kind).toBe('change');
    expect(planFit({ ...past, entries }, present)).toMatchObject({
      advice: { kind: 'abstain', because: 'replay-differs' },
      plans: [],
      real: { cycles: [{}, {}, {}] },
    });
  });

  it('concludes nothing where the plan that ruled, or the whole of what happened, is not known', () => {
    const { past } = liveThrough([390, 380, 395]);
    const fitOn = (plans: PlanCatalogue, entries = past.entries): PlanFit['advice'] =>
      planFit({ ...past, entries }, { planId: 'large', plans, nowMs: 0 }).advice;

    expect(fitOn(catalogueOf(large))).toEqual({ kind: 'abstain', because: 'replay-differs' });
    const unplanned = past.entries.map(({ planId: _none, ...entry }) => entry as Entry);
    expect(fitOn(catalogueOf(small, large), unplanned)).toEqual({ kind: 'abstain', because: 'replay-differs' });
  });

  it('has nothing to say without a past, and lists nothing', () => {
    const fit = planFit(undefined, { planId: 'small', plans: catalogueOf(small), nowMs: 0 });

    expect(fit).toEqual({
      planId: 'small',
      advice: { kind: 'abstain', because: 'history-short' },
      cycles: [],
      plans: [],
      plansLeftOut: 0,
    });
  });

  it('does not count what was paid on other plans as the cost of the present one', () => {
    const { past } = liveThrough([390, 380, 395]);
    const free: Plan = { ...large, planId: 'free', credits: credits(40), price: { ...usd(0), interval: 'month' } };
    const moved = planFit(past, { planId: 'free', plans: catalogueOf(small, free), nowMs: 0 });

    // It really paid 57 on `small`; on `free` it would have bought 4 packs a month.
    expect(costOn(moved, 'free')).toBe(60);
    expect(moved.advice).toMatchObject({ kind: 'change', planId: 'small', saving: 3_000_000n });
  });

  it('counts what was really paid on the present plan, where that was less than its replay comes to', () => {
    const month = (start: number): readonly (readonly [number, Command])[] => [
      [start + 1, { kind: 'purchase', packId: 'burst-1000', payment: start }],
      ...Array.from({ length: 10 }, (_, day) => [start + 2 + day, { kind: 'debit', amount: 100_000_000 }] as const),
    ];
    const small = [1, { kind: 'change-plan', planId: 'small', when: 'next-cycle' }] as const;
    const next = [122, { kind: 'debit', amount: 1 }] as const;
    const { account, entries } = play(timeline([small, ...[30, 61, 92].flatMap(month), next]));
    const past = pastCycles(
      account,
      entries.filter(({ cycle }) => cycle > 0 && cycle < account.cycle.index),
    );
    const priced = (planId: string, amount: number): Plan => {
      const [version = plan()] = historyPlans.get(planId) ?? [];
      return { ...version, price: { ...usd(amount), interval: 'month' } };
    };
    const plans = catalogueOf(priced('small', 1), priced('team', 13.4));

    const fit = planFit(past, { planId: 'small', plans, nowMs: account.lastAtMs });

    // It paid 1 for the plan and 12 for a pack of 1,000. Bought as needed, nine packs for a day would have been 13.50.
    expect(fit.real?.costs && totalOf(fit.real.costs)).toBe(39_000_000n);
    expect([costOn(fit, 'small'), costOn(fit, 'team')]).toEqual([43.5, 40.2]);
    // Its table has 40.20 beside 43.50: the reason is what was paid.
    expect(fit.advice).toEqual({
      kind: 'keep',
      planId: 'small',
      because: 'paid-less',
      otherPlanId: 'team',
      basis: 'paid',
    });
  });

  it('finds on the present plan what there really was, where nothing was bought', () => {
    const { fit } = liveThrough([90, 80, 40, 95]);
    const same = fit.plans.find((each) => each.plan.planId === 'small');

    expect(fit.real?.costs).toEqual(same?.costs);
    const books = (cycles: PlanFit['plans'][number]['cycles'] = []): object[] =>
      cycles.map(({ used, wasted, overrun, unserved }) => ({ used, wasted, overrun, unserved }));
    expect(books(same?.cycles)).toEqual(books(fit.real?.cycles));
  });
});
