/**
 * The present cycle as what was left, from its start to now, and what is expected to be left until its end. The past follows
 * from the roll-ups, hour by hour: what came less what was used and what ended; the last point is the balance itself, what is
 * set aside included. What was used beyond the balance took nothing from it.
 */
import type { Grant } from '../account/grant.ts';
import type { Cycle } from '../cycle.ts';
import type { RollUps } from '../projections/roll-up.ts';
import { hourMs } from '../time.ts';
import { leftOver } from './run-out.ts';
import type { UseStep } from './use-forecast.ts';
import type { UseRange } from './use-range.ts';
import { useSharesOf } from './use-shares.ts';

export interface BurnDown {
  /** Microcredits at an instant: every six hours, and at each hour in which credits came or ended. */
  readonly past: readonly { readonly atMs: number; readonly left: number }[];
  /** The range that eight in ten stay within, every six hours until the cycle ends; none where nothing is foretold. */
  readonly ahead: readonly ({ readonly atMs: number } & UseRange)[];
}

const everyHours = 6;

export interface BurnDownQuestion {
  readonly cycle: Cycle;
  readonly nowMs: number;
  readonly grants: readonly Grant[];
  /** Available, and set aside for work in progress. */
  readonly left: number;
  readonly available: number;
  readonly steps: readonly UseStep[];
}

export function burnDownOf(rollUps: RollUps, asked: BurnDownQuestion): BurnDown {
  return { past: pastOf(rollUps, asked), ahead: aheadOf(rollUps, asked) };
}

interface HourOfCycle {
  /** Credits that came, less those that ended. */
  arrived: number;
  used: number;
}

function pastOf(rollUps: RollUps, { cycle, nowMs, left: leftNow }: BurnDownQuestion): BurnDown['past'] {
  const hours = hoursOf(rollUps, cycle.index);
  const firstMs = Math.floor(cycle.startMs / hourMs) * hourMs;
  const lastMs = Math.floor(nowMs / hourMs) * hourMs;
  const walk = (from: number): { readonly end: number; readonly past: { atMs: number; left: number }[] } => {
    let left = from;
    const past: { atMs: number; left: number }[] = [];
    for (let atMs = firstMs; atMs <= lastMs; atMs += hourMs) {
      const { arrived, used } = hours.get(atMs) ?? { arrived: 0, used: 0 };
      const before = left;
      if (arrived !== 0) past.push({ atMs: Math.max(cycle.startMs, atMs), left: before });
      left = Math.max(0, left + arrived - used);
      const isDrawn = arrived !== 0 || (atMs - firstMs) % (everyHours * hourMs) === 0;
      if (isDrawn)
        past.push({ atMs: Math.min(nowMs, Math.max(cycle.startMs, atMs)), left: left + (arrived !== 0 ? used : 0) });
    }
    return { end: left, past };
  };
  // What was there before the cycle began, and lasts beyond it.
  const carried = Math.max(0, leftNow - walk(0).end);
  return [...walk(carried).past, { atMs: nowMs, left: leftNow }];
}

/** Late usage counts in hours before the cycle: with its first. */
function hoursOf(rollUps: RollUps, index: number): ReadonlyMap<number, HourOfCycle> {
  const hours = new Map<number, HourOfCycle>();
  for (const { day, cycle, granted, unused, categories } of rollUps.values()) {
    if (cycle.index !== index) continue;
    const firstMs = Math.floor(cycle.startMs / hourMs) * hourMs;
    const at = (hour: number): HourOfCycle => {
      const atMs = Math.max(firstMs, Date.parse(day) + hour * hourMs);
      const found = hours.get(atMs) ?? { arrived: 0, used: 0 };
      hours.set(atMs, found);
      return found;
    };
    for (const sums of granted.values()) for (const [hour, credits] of sums) at(hour).arrived += Number(credits);
    for (const sums of unused.values()) for (const [hour, credits] of sums) at(hour).arrived -= Number(credits);
    for (const sums of categories.values()) for (const [hour, credits] of sums) at(hour).used += Number(credits);
  }
  return hours;
}

function aheadOf(rollUps: RollUps, { grants, steps, nowMs, available }: BurnDownQuestion): BurnDown['ahead'] {
  if (steps.length === 0) return [];
  const use = { steps, shares: useSharesOf(rollUps) };
  const [least, likely, most] = [
    leftOver(grants, use, ({ high }) => high),
    leftOver(grants, use, (step) => step.likely),
    leftOver(grants, use, ({ low }) => low),
  ];
  const points = steps.flatMap(({ endMs }, index) => {
    const isDrawn = (index + 1) % everyHours === 0 || index === steps.length - 1;
    const at = { low: least[index] ?? 0, likely: likely[index] ?? 0, high: most[index] ?? 0 };
    return isDrawn ? [{ atMs: endMs, ...at }] : [];
  });
  return [{ atMs: nowMs, low: available, likely: available, high: available }, ...points];
}
