/** No sentence about plans is contradicted by the sums beside it: the table that a page shows of the same answer. */
import { expect, it } from 'vitest';
import { totalOf } from '../../../shared/domain/plan-fit/cost.ts';
import { adviseOnPlan, type FitAdvice, type Verdict } from '../../../shared/domain/plan-fit/fit-advice.ts';
import type { CourseReckoning, PlanReckoning } from '../../../shared/domain/plan-fit/reckoning.ts';
import { dayMs, plan, startMs } from '../../support/builders/fixtures.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';

const cycle = { index: 0, startMs, endMs: startMs + 30 * dayMs };
const accounts = 1_000;

/** An account with three cycles on some of four plans, at costs, overruns and shortages by chance; the present is the first. */
function verdictOf(random: () => number): Verdict {
  const upTo = (most: number): number => Math.floor(random() * most);
  const course = (isReal: boolean): CourseReckoning => ({
    cycles: [0, 1, 2].map(() => ({
      cycle,
      used: 10n,
      wasted: 0n,
      overrun: BigInt(Math.max(0, upTo(6) - 3)),
      unserved: BigInt(isReal ? 0 : Math.max(0, upTo(8) - 6)),
      zeroMs: 0,
      packs: new Map(),
    })),
    ...(random() < 0.95
      ? {
          costs: {
            currency: random() < 0.95 ? 'USD' : 'EUR',
            cycles: [0, 1, 2].map(() => ({ plan: BigInt(10 + upTo(20)), packs: BigInt(upTo(20)) })),
          },
        }
      : {}),
  });
  const plans = Array.from(
    { length: 1 + upTo(4) },
    (_, index): PlanReckoning => ({
      plan: plan({ planId: `plan-${index}` }),
      ...course(false),
    }),
  );
  return { planId: 'plan-0', real: course(true), plans, hasChanged: random() < 0.2 };
}

function costOn({ plans }: Verdict, planId: string | undefined): bigint | undefined {
  const costs = plans.find((each) => each.plan.planId === planId)?.costs;
  return costs && totalOf(costs);
}

/** The costs that the table has for the present plan: as replayed, and as paid where it was the plan all along. */
function ownCosts({ planId, plans, real, hasChanged }: Verdict): readonly bigint[] {
  const replayed = costOn({ plans } as Verdict, planId);
  const paid = hasChanged || real.costs === undefined ? undefined : totalOf(real.costs);
  return [replayed, paid].filter((cost) => cost !== undefined);
}

const lowest = (values: readonly bigint[]): bigint => values.reduce((a, b) => (a < b ? a : b));

function holds(verdict: Verdict, said: FitAdvice): void {
  const own = ownCosts(verdict);
  const { currency } = verdict.plans[0]?.costs ?? verdict.real.costs ?? { currency: '' };
  const basis = 'basis' in said ? said.basis : undefined;
  const ofBasis = basis === 'paid' ? verdict.real.costs : verdict.plans[0]?.costs;
  const comparable = verdict.plans.slice(1).filter(({ costs }) => costs?.currency === (ofBasis?.currency ?? currency));
  if (said.kind === 'change') {
    const saved = (ofBasis === undefined ? 0n : totalOf(ofBasis)) - (costOn(verdict, said.planId) ?? 0n);
    expect(said.saving).toBe(saved);
    return;
  }
  if (said.kind === 'abstain') return;
  const other = costOn(verdict, said.otherPlanId);
  const othersCosts = comparable.map(({ plan: { planId } }) => costOn(verdict, planId) ?? 0n);
  if (said.because === 'cheapest') for (const cost of othersCosts) expect(cost >= lowest(own)).toBe(true);
  else if (said.because === 'paid-less') {
    expect(basis).toBe('paid');
    expect((other ?? 0n) >= totalOf(ofBasis ?? { currency, cycles: [] })).toBe(true);
  } else expect((other ?? 0n) < totalOf(ofBasis ?? { currency, cycles: [] })).toBe(true);
}

it('every sentence is what its table says, for a thousand accounts', () => {
  const random = seedDecider(22);
  const seen = new Map<string, number>();
  for (let account = 0; account < accounts; account += 1) {
    const verdict = verdictOf(random);
    const said = adviseOnPlan(verdict);
    const name = 'because' in said ? said.because : said.kind;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    holds(verdict, said);
  }

  // Each kind of sentence was among them.
  const kinds = ['cheapest', 'cheaper-falls-short', 'cheaper-overruns', 'paid-less', 'saving-small', 'change'];
  for (const kind of kinds) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(3);
});
