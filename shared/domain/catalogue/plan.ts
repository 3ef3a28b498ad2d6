import { type Microcredits, microcredits } from '../amount.ts';
import type { Cadence } from '../cycle.ts';
import { dayMs } from '../time.ts';
import { inEffectAt, type Version } from './version.ts';

/** A list price in millionths of a currency's unit. Credits are charged, money never is: prices inform quotes and plan fit. */
export interface Money {
  readonly millionths: number;
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
}

/** An add-on that an account on this plan may buy. It ends with the cycle, or earlier when it says so; never later. */
export interface Pack {
  readonly packId: string;
  readonly credits: Microcredits;
  readonly price?: Money;
  /** Ends so long after its purchase when that is before the cycle's end. */
  readonly lifeMs?: number;
}

/** R19: what becomes of overrun at a boundary. */
export const overrunPolicies = ['forgive', 'carry'] as const;
export type OverrunPolicy = (typeof overrunPolicies)[number];

/** One version of a plan. Its credits are granted at each cycle's start; packs, thresholds and policies rule from `effectiveFromMs`. */
export interface Plan extends Version {
  readonly planId: string;
  readonly name?: string;
  readonly credits: Microcredits;
  /** R31: it is sold by the seat, and its credits and its price are one seat's. They are the account's when left out. */
  readonly isPerSeat?: true;
  /** How often credits renew; the billing interval is a field of the price, apart from it. */
  readonly cadence: Cadence;
  readonly lowBalanceThresholds: readonly Microcredits[];
  readonly overrun: { readonly policy: OverrunPolicy; readonly cap: Microcredits };
  readonly packs: readonly Pack[];
  readonly price?: Money & { readonly interval: Cadence };
  /** R25: how many days back usage may have occurred. `usageWindowDays` when left out. */
  readonly usageWindowDays?: number;
  /** R35: how many days its credits go on after what was paid for, of an account with a subscription; three when left out. */
  readonly graceDays?: number;
}

/** R25: days back that usage may have occurred, where a plan says nothing else, and at most. At least 1. */
export const usageWindowDays = 35;
export const usageWindowDaysMax = 90;

export function usageWindowMs(plan: Pick<Plan, 'usageWindowDays'> | undefined): number {
  return (plan?.usageWindowDays ?? usageWindowDays) * dayMs;
}

/** When a plan change takes effect. */
export const planChangeTimes = ['now', 'next-cycle'] as const;
export type PlanChangeTime = (typeof planChangeTimes)[number];

/** R31: seats of an account, at least 1 and at most so many. */
export const seatsMax = 10_000;

/** Tells how many times an account with so many seats gets the plan's credits, and is asked for its price. */
export function timesSold({ isPerSeat }: Pick<Plan, 'isPerSeat'>, seats: number): number {
  return isPerSeat === true ? seats : 1;
}

/** The credits that a plan grants an account with each cycle. */
export function cycleCredits(plan: Pick<Plan, 'credits' | 'isPerSeat'>, seats: number): Microcredits {
  return microcredits(plan.credits * timesSold(plan, seats));
}

export const packsMax = 10;
export const thresholdsMax = 5;

/** Every version of every plan, by plan. */
export type PlanCatalogue = ReadonlyMap<string, readonly Plan[]>;

export function planAt(plans: PlanCatalogue, planId: string, atMs: number): Plan | undefined {
  return inEffectAt(plans.get(planId) ?? [], atMs);
}
