/** Which plan is advised, rule by rule, each at its bound. */
import { describe, expect, it } from 'vitest';
import { adviseOnPlan, type FitAdvice, type Verdict } from '../../../shared/domain/plan-fit/fit-advice.ts';
import type { CourseReckoning, CycleReckoning, PlanReckoning } from '../../../shared/domain/plan-fit/reckoning.ts';
import { dayMs, plan, startMs } from '../../support/builders/fixtures.ts';

const cycle = { index: 0, startMs, endMs: startMs + 30 * dayMs };

interface Course {
  /** Costs of the plan and of packs, cycle by cycle. */
  readonly costs?: readonly (readonly [number, number])[];
  readonly currency?: string;
  readonly unserved?: bigint;
  readonly overrun?: bigint;
  readonly used?: bigint;
}

/** Three cycles that came to so much. */
function course({ costs, currency = 'USD', unserved = 0n, overrun = 0n, used = 5n }: Course): CourseReckoning {
  const last: CycleReckoning = { cycle, used, wasted: 0n, overrun, unserved, zeroMs: 0, packs: new Map() };
  const cycles = [{ ...last, used: 0n, overrun: 0n, unserved: 0n }, last];
  if (costs === undefined) return { cycles };
  return {
    cycles,
    costs: { currency, cycles: costs.map(([of, packs]) => ({ plan: BigInt(of), packs: BigInt(packs) })) },
  };
}

/** Without packs. */
function plain(first: number, second: number): readonly (readonly [number, number])[] {
  return [first, second].map((cost) => [cost, 0]);
}

function onPlan(planId: string, told: Course): PlanReckoning {
  return { plan: plan({ planId }), ...course(told) };
}

const hundred = [
  [40, 10],
  [40, 10],
] as const;

function advice(plans: readonly PlanReckoning[], over: Partial<Verdict> = {}): FitAdvice {
  const present = onPlan('present', { costs: hundred });
  return adviseOnPlan({
    planId: 'present',
    real: course({ costs: hundred }),
    plans: [present, ...plans],
    hasChanged: false,
    ...over,
  });
}

const cheaper = onPlan('cheaper', {
  costs: [
    [20, 0],
    [20, 5],
  ],
});
const cheapest = { kind: 'keep', planId: 'present', because: 'cheapest', basis: 'paid' };
const paidLess = { ...cheapest, because: 'paid-less', otherPlanId: 'half' };

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

describe('what the present plan is taken to cost', () => {
  const dear = course({ costs: plain(90, 90) });
  const half = onPlan('half', { costs: plain(45, 45) });

  it('is the lower of what was paid and what its replay comes to', () => {
    expect(advice([half], { real: dear })).toMatchObject({ saving: 10n });
    const replayed = onPlan('present', { costs: plain(90, 90) });
    expect(advice([], { plans: [replayed, half] })).toMatchObject({ saving: 10n });
  });

  it('is the replay’s alone where it wasn’t the plan all along, or where something that was paid has no price', () => {
    const cheap = course({ costs: plain(1, 1) });

    expect(advice([half], { real: cheap })).toEqual(paidLess);
    expect(advice([half], { real: cheap, hasChanged: true })).toMatchObject({ saving: 10n });
    expect(advice([half], { real: course({}) })).toMatchObject({ saving: 10n });
  });

  it('is what was paid alone where the replay left something unserved or has no price', () => {
    const short = onPlan('present', { costs: plain(1, 1), unserved: 1n });

    expect(advice([], { plans: [short, half] })).toMatchObject({ saving: 10n });
    expect(advice([], { plans: [onPlan('present', {}), half] })).toMatchObject({ saving: 10n });
    expect(advice([], { plans: [half] })).toMatchObject({ saving: 10n });
  });

  it('isn’t known where neither is', () => {
    expect(advice([], { plans: [onPlan('present', {}), half], hasChanged: true })).toEqual({
      kind: 'abstain',
      because: 'unpriced',
    });
  });
});

it('nothing is advised to an account that used nothing in any cycle', () => {
  expect(advice([cheaper], { real: course({ costs: hundred, used: 0n }) })).toEqual({
    kind: 'abstain',
    because: 'unused',
  });
});
