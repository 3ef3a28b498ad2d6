/** When what is available reaches zero if use goes on as forecast, and what is left unused where it doesn't. */

import { byDrawOrder, type Grant, hasEnded, remaining } from '../account/grant.ts';
import { present } from '../present.ts';
import type { UseStep } from './use-forecast.ts';
import type { UseBounds, UseRange } from './use-range.ts';
import type { UseShares } from './use-shares.ts';

/** The middle 80 % of what may come: `high` use empties it at the earliest, `low` use at the latest. */
export interface RunOut {
  /** Undefined where it isn't before the cycle ends. */
  readonly earliestMs?: number;
  readonly likelyMs?: number;
  readonly latestMs?: number;
  /** Microcredits used until the cycle ends, if nothing stops it. */
  readonly use: UseRange;
  /** Microcredits left when the cycle ends. */
  readonly left: UseRange;
  /** The part of that which ends with the cycle: what was given past it is drawn last. */
  readonly ended: UseRange;
  /** Microcredits of that use that nothing is there for. */
  readonly missing: UseBounds;
  /** With what each grant ends unused, if use is what is likely. */
  readonly unused: readonly UnusedGrant[];
}

export interface UnusedGrant {
  readonly grant: Grant;
  readonly credits: number;
}

/**
 * `steps` go on until the cycle ends. What is set aside for work in progress is left out: it is as good as used. So are packs
 * and top-ups to come: whether to buy them is what this is asked for.
 */
export function runOutOf(grants: readonly Grant[], steps: readonly UseStep[], shares: UseShares): RunOut {
  const [utmost, most, likely, least] = [
    drawnDown(grants, { steps, shares }, (step) => step.most),
    drawnDown(grants, { steps, shares }, ({ high }) => high),
    drawnDown(grants, { steps, shares }, (step) => step.likely),
    drawnDown(grants, { steps, shares }, ({ low }) => low),
  ];
  const lasting = lastingBeyond(grants, steps);
  const endedOf = ({ left }: DrawnDown): number => Math.max(0, left - lasting);
  const { low, likely: middle, high } = steps.at(-1) ?? { low: 0, likely: 0, high: 0 };
  return {
    ...present({ earliestMs: most.emptyMs, likelyMs: likely.emptyMs, latestMs: least.emptyMs }),
    use: { low, likely: middle, high },
    left: { low: most.left, likely: likely.left, high: least.left },
    ended: { low: endedOf(most), likely: endedOf(likely), high: endedOf(least) },
    missing: { low: least.missing, likely: likely.missing, high: most.missing, most: utmost.missing },
    unused: likely.unused,
  };
}

/** Microcredits of grants that are alive when the last step ends. */
function lastingBeyond(grants: readonly Grant[], steps: readonly UseStep[]): number {
  const { endMs = Number.NEGATIVE_INFINITY } = steps.at(-1) ?? {};
  const lasting = grants.filter((grant) => !hasEnded(grant) && grant.expiresAtMs > endMs);
  return lasting.reduce((sum, grant) => sum + remaining(grant), 0);
}

/** Draws what pays for one category alone for its share of a use. */
function drawScoped(
  live: readonly UnusedGrant[],
  use: number,
  shares: UseShares,
): { readonly drawn: number; readonly left: readonly UnusedGrant[] } {
  const parts = new Map(Object.entries(shares).map(([category, share]) => [category, use * share]));
  let all = 0;
  const left = live.flatMap(({ grant, credits }): UnusedGrant[] => {
    if (grant.category === undefined) return [];
    const part = parts.get(grant.category) ?? 0;
    const drawn = Math.min(part, credits);
    parts.set(grant.category, part - drawn);
    all += drawn;
    return [{ grant, credits: credits - drawn }];
  });
  return { drawn: all, left };
}

/** Microcredits left after each step, in the same manner: nothing once it is empty. */
export function leftOver(
  grants: readonly Grant[],
  use: ForeseenShares,
  usedBy: (step: UseStep) => number,
): readonly number[] {
  const path: number[] = [];
  drawnDown(grants, use, usedBy, path);
  return use.steps.map((_step, index) => path[index] ?? 0);
}

interface DrawnDown {
  readonly emptyMs?: number;
  readonly left: number;
  readonly missing: number;
  readonly unused: readonly UnusedGrant[];
}

/** Use that is foreseen, and the parts of it that are of each category. */
export interface ForeseenShares {
  readonly steps: readonly UseStep[];
  readonly shares: UseShares;
}

/**
 * Draws in order (R4), an hour at a time; a grant that ends within an hour lasts to the end of it. What pays for one category
 * pays for its share of the use alone (R29): it is empty once the rest meets nothing that pays for all.
 */
function drawnDown(
  grants: readonly Grant[],
  { steps, shares }: ForeseenShares,
  usedBy: (step: UseStep) => number,
  path: number[] = [],
): DrawnDown {
  let live = grants
    .filter((grant) => !hasEnded(grant))
    .toSorted(byDrawOrder)
    .map((grant) => ({ grant, credits: Number(remaining(grant)) }));
  const unused: UnusedGrant[] = [];
  let before = 0;
  for (const step of steps) {
    unused.push(...live.filter(({ grant }) => grant.expiresAtMs <= step.startMs));
    live = live.filter(({ grant }) => grant.expiresAtMs > step.startMs);
    const use = usedBy(step) - before;
    before += use;
    const scoped = drawScoped(live, use, shares);
    const rest = use - scoped.drawn;
    const general = live.filter(({ grant }) => grant.category === undefined);
    const available = general.reduce((sum, { credits }) => sum + credits, 0);
    if (rest >= available) {
      const share = rest > 0 ? available / rest : 0;
      const emptyMs = Math.round(step.startMs + share * (step.endMs - step.startMs));
      const last = steps.at(-1) ?? step;
      const missing = usedBy(last) - before + rest - available;
      return { emptyMs, left: 0, missing, unused: unused.filter(({ credits }) => credits > 0) };
    }
    let missing = rest;
    const left = general.map(({ grant, credits }) => {
      const drawn = Math.min(missing, credits);
      missing -= drawn;
      return { grant, credits: credits - drawn };
    });
    live = [...scoped.left, ...left];
    path.push(available - rest + scoped.left.reduce((sum, { credits }) => sum + credits, 0));
  }
  const left = live.reduce((sum, { credits }) => sum + credits, 0);
  const untilMs = steps.at(-1)?.endMs ?? Number.POSITIVE_INFINITY;
  unused.push(...live.filter(({ grant }) => grant.expiresAtMs <= untilMs));
  return { left, missing: 0, unused: unused.filter(({ credits }) => credits > 0) };
}
