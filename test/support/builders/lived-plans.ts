/** Accounts that lived on one of two plans. */
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import { totalOf } from '../../../shared/domain/plan-fit/cost.ts';
import { type PastCycles, pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { type PlanFit, planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { live } from '../../runs/plan-fit/synthetic-life.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { catalogueOf, credits, plan, usd } from './fixtures.ts';

export const pack = { packId: 'pack', credits: credits(100), price: usd(5) };
export const small = plan({
  planId: 'small',
  credits: credits(100),
  packs: [pack],
  price: { ...usd(4), interval: 'month' },
});
export const large = plan({
  planId: 'large',
  credits: credits(500),
  packs: [pack],
  price: { ...usd(12), interval: 'month' },
});

/** An account on `small` that used so much in each month since November, and what is said of it. */
export function liveThrough(
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

export function costOn({ plans }: PlanFit, planId: string): number {
  const costs = plans.find((each) => each.plan.planId === planId)?.costs;
  return costs === undefined ? Number.NaN : Number(totalOf(costs)) / 1e6;
}
