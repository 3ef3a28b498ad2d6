/**
 * Accounts whose best plan is known without a replay: a ladder of plans, months of use at about one level, and what each plan
 * would cost for it, by a formula. What they live through is lived by the decisions of the service.
 */
import type { Pack, Plan, PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import { catalogueOf, credits, plan } from '../../support/builders/fixtures.ts';

export interface Synthetic {
  readonly plans: PlanCatalogue;
  /** Credits used, by month. */
  readonly months: readonly number[];
  readonly presentId: string;
  readonly bestId: string;
}

/** A plan counts as known to be the best if the next best costs so much more, at least. */
const marginMin = 1.1;
const triesMax = 1_000;

export function makeSynthetic(random: () => number, monthCount: number): Synthetic {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const ladder = makeLadder(random);
    const level = 50 * 400 ** random();
    const spread = 0.1 + 0.3 * random();
    const months = Array.from({ length: monthCount }, () => level * (1 + spread * (2 * random() - 1)));
    const costs = ladder
      .map((each) => ({ planId: each.planId, cost: months.reduce((sum, used) => sum + costOf(each, used), 0) }))
      .sort((a, b) => a.cost - b.cost);
    const [best, next] = costs;
    const present = ladder[Math.floor(random() * ladder.length)];
    if (best === undefined || next === undefined || present === undefined) throw new Error('a ladder without plans');
    if (next.cost < best.cost * marginMin) continue;
    return { plans: catalogueOf(...ladder), months, presentId: present.planId, bestId: best.planId };
  }
  throw new Error('no level has a plan that is clearly the best');
}

/** Three to five plans, each of more credits for less a credit, and two packs that are dearer a credit than the first plan. */
function makeLadder(random: () => number): readonly Plan[] {
  const count = 3 + Math.floor(3 * random());
  const plans: Plan[] = [];
  let size = 50 + Math.floor(450 * random());
  let rate = 0.008 + 0.004 * random();
  const small = Math.max(20, Math.round(size * (0.2 + 0.5 * random())));
  const packs = [packOf('small', small, rate * 1.6), packOf('large', small * 5, rate * 1.3)];
  for (let index = 0; index < count; index += 1) {
    const price = { ...dollars(size * rate), interval: 'month' } as const;
    plans.push(plan({ planId: `plan-${index}`, credits: credits(size), price, packs }));
    size = Math.round(size * (2 + 4 * random()));
    rate *= 0.8 + 0.15 * random();
  }
  return plans;
}

function packOf(packId: string, size: number, rate: number): Pack {
  return { packId, credits: credits(size), price: dollars(size * rate) };
}

function dollars(amount: number): { readonly millionths: number; readonly currency: string } {
  return { millionths: Math.round(amount * 100) * 10_000, currency: 'USD' };
}

/** List price and the cheapest packs that cover the rest, however they are mixed. */
function costOf(of: Plan, used: number): number {
  const [small, large] = of.packs;
  const missing = Math.max(0, used * 1e6 - of.credits);
  if (small === undefined || large === undefined) throw new Error('a plan without packs');
  const most = Math.ceil(missing / large.credits);
  const mixes = Array.from({ length: most + 1 }, (_, larges) => {
    const smalls = Math.ceil(Math.max(0, missing - larges * large.credits) / small.credits);
    return larges * (large.price?.millionths ?? 0) + smalls * (small.price?.millionths ?? 0);
  });
  return (of.price?.millionths ?? 0) + Math.min(...mixes);
}
