/** Credits granted in the cycles that are over and ended unused, by source. Sums of the roll-ups; nothing is estimated. */

import { type GrantSource, grantSources } from '../account/grant.ts';
import type { Cycle } from '../cycle.ts';
import type { Hours, RollUps } from '../projections/roll-up.ts';

/** In microcredits. */
export interface WasteSum {
  readonly granted: bigint;
  readonly unused: bigint;
}

export interface CycleWaste extends WasteSum {
  readonly cycle: Cycle;
  /** Those that anything was granted from. */
  readonly bySource: readonly (WasteSum & { readonly source: GrantSource })[];
}

export interface Waste {
  /** Oldest first. */
  readonly cycles: readonly CycleWaste[];
  readonly total: WasteSum;
}

/** Cycles that are looked back on. */
const cyclesMax = 3;

/** Only cycles that lie whole within what is looked at, from `fromMs` on, and whose grants are in it. */
export function wasteOf(
  rollUps: RollUps,
  { present, fromMs }: { readonly present: number; readonly fromMs: number },
): Waste {
  const cycles = new Map<number, { readonly cycle: Cycle; readonly sums: Map<GrantSource, WasteSum> }>();
  for (const { cycle, granted, unused } of rollUps.values()) {
    if (cycle.index >= present || cycle.index < present - cyclesMax || cycle.startMs < fromMs) continue;
    const { sums } = cycles.get(cycle.index) ?? { sums: new Map<GrantSource, WasteSum>() };
    cycles.set(cycle.index, { cycle, sums });
    for (const source of grantSources) {
      const sum = sums.get(source) ?? { granted: 0n, unused: 0n };
      sums.set(source, {
        granted: sum.granted + sumOf(granted.get(source)),
        unused: sum.unused + sumOf(unused.get(source)),
      });
    }
  }
  const wasted = [...cycles.values()]
    .toSorted((a, b) => a.cycle.index - b.cycle.index)
    .map(({ cycle, sums }): CycleWaste => {
      const bySource = [...sums]
        .map(([source, sum]) => ({ source, ...sum }))
        .filter(({ granted, unused }) => granted !== 0n || unused !== 0n);
      return { cycle, ...sumOfWaste(bySource), bySource };
    })
    .filter(({ granted }) => granted > 0n);
  return { cycles: wasted, total: sumOfWaste(wasted) };
}

function sumOfWaste(parts: readonly WasteSum[]): WasteSum {
  return parts.reduce((sum, { granted, unused }) => ({ granted: sum.granted + granted, unused: sum.unused + unused }), {
    granted: 0n,
    unused: 0n,
  });
}

function sumOf(hours: Hours | undefined): bigint {
  let sum = 0n;
  for (const credits of hours?.values() ?? []) sum += credits;
  return sum;
}
