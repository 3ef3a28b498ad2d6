/** Advice held against the figures beside it. */
import { expect } from 'vitest';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import type { Advice } from '../../../shared/domain/insights/advice-kinds.ts';
import type { Burn } from '../../../shared/domain/insights/burn.ts';
import type { Waste } from '../../../shared/domain/insights/waste.ts';
import { usd } from '../builders/fixtures.ts';

export interface Beside {
  readonly hasPacks: boolean;
  readonly burn: Burn;
  readonly waste: Waste;
  readonly plans: readonly Plan[];
}

export function expectBorneOut(advice: Advice, { hasPacks, burn, waste, plans }: Beside): void {
  switch (advice.code) {
    case 'buy-add-on-before':
      expect(hasPacks && advice.missing > 0 && Math.ceil(advice.use.likely) >= advice.missing).toBe(true);
      expect(advice.pack === undefined || advice.pack.credits >= advice.missing).toBe(true);
      break;
    case 'shift-heavy-work-after-renewal':
      expect(advice.missing > 0 && advice.missing <= Math.ceil(advice.use.high)).toBe(true);
      break;
    case 'run-heavy-work-before-renewal':
      expect(advice.left.low > 0 && advice.left.likely >= advice.left.low).toBe(true);
      break;
    case 'add-on-expires-unused':
      expect(advice.unused > 0 && advice.unused <= advice.remaining).toBe(true);
      break;
    case 'usage-grew': {
      expect([advice.credits, advice.before]).toEqual([cycleOf(burn.total), beforeOf(burn.total)]);
      expect(advice.before > 0n && advice.credits * 4n >= advice.before * 5n).toBe(true);
      const grew = advice.categoryCredits - advice.categoryBefore;
      expect(grew).toBe(cycleOf(burn.byCategory[advice.category]) - beforeOf(burn.byCategory[advice.category]));
      for (const each of Object.values(burn.byCategory)) expect(cycleOf(each) - beforeOf(each) <= grew).toBe(true);
      break;
    }
    case 'credits-expired-unused': {
      expect(advice).toMatchObject({ ...waste.total, cycles: waste.cycles.length });
      expect(advice.unused * 4n >= advice.granted && advice.unused <= advice.granted).toBe(true);
      const named = plans.find(({ planId }) => planId === advice.plan?.planId);
      if (advice.plan === undefined) break;
      expect((named?.price?.millionths ?? 0) < usd(50).millionths).toBe(true);
      for (const { granted, unused } of waste.cycles)
        expect(BigInt(advice.plan.credits) >= granted - unused).toBe(true);
      break;
    }
    default:
      advice satisfies never;
  }
}

function cycleOf({ cycle }: Burn['total']): bigint {
  return cycle?.credits ?? 0n;
}

function beforeOf({ previousCycleToDate }: Burn['total']): bigint {
  return previousCycleToDate?.credits ?? 0n;
}
