/** Reckonings of plans over three cycles. */
import { adviseOnPlan, type FitAdvice, type Verdict } from '../../../shared/domain/plan-fit/fit-advice.ts';
import type { CourseReckoning, CycleReckoning, PlanReckoning } from '../../../shared/domain/plan-fit/reckoning.ts';
import { dayMs, plan, startMs } from './fixtures.ts';

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
export function course({ costs, currency = 'USD', unserved = 0n, overrun = 0n, used = 5n }: Course): CourseReckoning {
  const last: CycleReckoning = { cycle, used, wasted: 0n, overrun, unserved, zeroMs: 0, packs: new Map() };
  const cycles = [{ ...last, used: 0n, overrun: 0n, unserved: 0n }, last];
  if (costs === undefined) return { cycles };
  return {
    cycles,
    costs: { currency, cycles: costs.map(([of, packs]) => ({ plan: BigInt(of), packs: BigInt(packs) })) },
  };
}

/** Without packs. */
export function plain(first: number, second: number): readonly (readonly [number, number])[] {
  return [first, second].map((cost) => [cost, 0]);
}

export function onPlan(planId: string, told: Course): PlanReckoning {
  return { plan: plan({ planId }), ...course(told) };
}

export const hundred = [
  [40, 10],
  [40, 10],
] as const;

export function advice(plans: readonly PlanReckoning[], over: Partial<Verdict> = {}): FitAdvice {
  const present = onPlan('present', { costs: hundred });
  return adviseOnPlan({
    planId: 'present',
    real: course({ costs: hundred }),
    plans: [present, ...plans],
    hasChanged: false,
    ...over,
  });
}

export const cheapest = { kind: 'keep', planId: 'present', because: 'cheapest', basis: 'paid' };
