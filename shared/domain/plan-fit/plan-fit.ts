/**
 * Plan fit: an account's last whole cycles under each plan of the catalogue, with the packs that it may buy, by the very
 * decisions that run the service. No statistics but sums:
 *
 * - The real course is replayed first. If the replay doesn't arrive at the real ledger, nothing is said.
 * - Each plan is replayed as it is now, for as many seats as the account has today where it is sold so, with packs bought when credits run short (see `replay.ts`), and reckoned up:
 *   list price and packs, credits wasted, time at zero, overrun, and usage that it couldn't have served.
 * - What the ledger doesn't know is left out: requests that were refused or never made because there was nothing left. So
 *   time at zero and the demand itself are lower bounds.
 */

import { type Plan, type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { Cycle } from '../cycle.ts';
import type { Entry } from '../ledger/entry.ts';
import { present } from '../present.ts';
import { type Bill, costsOf, roughCost } from './cost.ts';
import { type AbstainReason, adviseOnPlan, type FitAdvice } from './fit-advice.ts';
import { cyclesMin, type PastCycles } from './past-cycles.ts';
import { type CourseReckoning, type PlanReckoning, reckon } from './reckoning.ts';
import { replay } from './replay.ts';
import type { UnservedUse } from './run.ts';

/** Plans that one answer compares: the present one, and the others that are likely to be the cheapest. */
export const fitPlansMax = 8;

export interface PlanFit {
  /** The present plan. */
  readonly planId: string;
  readonly advice: FitAdvice;
  readonly cycles: readonly Cycle[];
  /** The reckoning of the real course. */
  readonly real?: CourseReckoning;
  /** The present plan first, then those that looked likely to be the cheapest. */
  readonly plans: readonly PlanReckoning[];
  /** How many more plans there are. */
  readonly plansLeftOut: number;
}

export interface PresentPlan {
  readonly planId: string;
  readonly plans: PlanCatalogue;
  readonly nowMs: number;
}

export function planFit(past: PastCycles | undefined, present: PresentPlan): PlanFit {
  const { planId, plans } = present;
  const cycles = past?.cycles ?? [];
  if (past === undefined || cycles.length < cyclesMin) return abstainedFit(planId, 'history-short', cycles);
  const real = reckonPlan(past, past.entries, (id, atMs) => planAt(plans, id, atMs));
  if (!arrivesAtLedger(past, plans)) return { ...abstainedFit(planId, 'replay-differs', cycles), real };
  const candidates = candidatesOf(present, past, usedPerCycle(real));
  const compared = candidates.slice(0, fitPlansMax).map((plan) => onPlan(past, plan));
  const hasChanged = past.entries.some(
    (entry) => entry.planId !== undefined && (entry.planId !== planId || (entry.seats ?? 1) !== past.seats),
  );
  return {
    planId,
    advice: adviseOnPlan({ planId, real, plans: compared, hasChanged }),
    cycles,
    real,
    plans: compared,
    plansLeftOut: candidates.length - compared.length,
  };
}

function usedPerCycle({ cycles }: CourseReckoning): bigint {
  return cycles.reduce((sum, { used }) => sum + used, 0n) / BigInt(cycles.length);
}

export function abstainedFit(planId: string, because: AbstainReason, cycles: readonly Cycle[] = []): PlanFit {
  return { planId, advice: { kind: 'abstain', because }, cycles, plans: [], plansLeftOut: 0 };
}

/** Tells whether the replay of what really happened is what really happened, entry by entry. */
function arrivesAtLedger(past: PastCycles, plans: PlanCatalogue): boolean {
  const [first] = past.entries;
  const plan = first?.planId === undefined ? undefined : planAt(plans, first.planId, first.atMs);
  if (plan === undefined) return false;
  const { entries } = replay(past, { kind: 'as-it-was', plan, plans });
  return past.entries.every((entry, index) => isSameMove(entry, entries[index]));
}

function isSameMove(a: Entry, b: Entry | undefined): boolean {
  const { available, held, overrun, debt } = a.after;
  return (
    a.type === b?.type &&
    a.credits === b.credits &&
    available === b.after.available &&
    held === b.after.held &&
    overrun === b.after.overrun &&
    debt === b.after.debt
  );
}

/** Every plan as it is now: the present one, then those that are likely to be the cheapest. */
function candidatesOf(
  { planId, plans, nowMs }: PresentPlan,
  { seats, schedule: { cadence: of } }: PastCycles,
  used: bigint,
): readonly Plan[] {
  const ranked = [...plans.keys()]
    .flatMap((id) => planAt(plans, id, nowMs) ?? [])
    .map((plan) => ({ plan, cost: plan.planId === planId ? -1 : roughCost(plan, { seats, used, of }) }));
  return ranked
    .sort((a, b) => (a.cost === b.cost ? 0 : a.cost - b.cost) || (a.plan.planId < b.plan.planId ? -1 : 1))
    .map(({ plan }) => plan);
}

function onPlan(past: PastCycles, plan: Plan): PlanReckoning {
  const packs = plan.packs.filter(({ price }) => price !== undefined && price.currency === plan.price?.currency);
  const { entries, unserved } = replay(past, { kind: 'on-plan', plan, packs });
  return { plan, ...reckonPlan(past, entries, () => plan, unserved) };
}

function reckonPlan(
  { cycles, schedule }: PastCycles,
  entries: readonly Entry[],
  planOf: Bill['planAt'],
  unserved: readonly UnservedUse[] = [],
): CourseReckoning {
  const costs = costsOf({ cycles, cadence: schedule.cadence, entries, planAt: planOf });
  return { cycles: reckon(cycles, entries, unserved), ...present({ costs }) };
}
