import { describe, expect, it } from 'vitest';
import type { Plan, PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { totalOf } from '../../../shared/domain/plan-fit/cost.ts';
import { type PastCycles, pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { type PlanFit, planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { measurePicks } from '../../runs/plan-fit/measure.ts';
import { live } from '../../runs/plan-fit/synthetic.ts';
import { alterEntry, type EntryMembers } from '../../support/builders/altered-entry.ts';
import { catalogueOf, credits, plan } from '../../support/builders/fixtures.ts';
import { type Command, historyPlans, play, timeline } from '../../support/builders/histories.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';
import { rounds } from '../../support/expectations/effort.ts';

const usd = (amount: number): { readonly millionths: number; readonly currency: string } => ({
  millionths: amount * 1_000_000,
  currency: 'USD',
});
const pack = { packId: 'pack', credits: credits(100), price: usd(5) };
const small = plan({ planId: 'small', credits: credits(100), packs: [pack], price: { ...usd(4), interval: 'month' } });
const large = plan({ planId: 'large', credits: credits(500), packs: [pack], price: { ...usd(12), interval: 'month' } });

/** An account on `small` that used so much in each month since November, and what is said of it. */
function liveThrough(
  months: readonly number[],
  plans: PlanCatalogue = catalogueOf(small, large),
): {
  readonly past: PastCycles;
  readonly fit: PlanFit;
} {
  const { account, entries } = live({ plans, months, presentId: 'small', bestId: '' }, seedDecider(5));
  const past = pastCycles(
    account,
    entries.filter(({ cycle }) => cycle < account.cycle.index),
  );
  if (past === undefined) throw new Error('no past');
  return { past, fit: planFit(past, { planId: 'small', plans, nowMs: account.lastAtMs }) };
}

function costOn({ plans }: PlanFit, planId: string): number {
  const costs = plans.find((each) => each.plan.planId === planId)?.costs;
  return costs === undefined ? Number.NaN : Number(totalOf(costs)) / 1e6;
}

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

  it('finds on the present plan what there really was, where nothing was bought', () => {
    const { fit } = liveThrough([90, 80, 40, 95]);
    const same = fit.plans.find((each) => each.plan.planId === 'small');

    expect(fit.real?.costs).toEqual(same?.costs);
    const books = (cycles: PlanFit['plans'][number]['cycles'] = []): object[] =>
      cycles.map(({ used, wasted, overrun, unserved }) => ({ used, wasted, overrun, unserved }));
    expect(books(same?.cycles)).toEqual(books(fit.real?.cycles));
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
