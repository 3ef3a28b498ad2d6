/** The drivers of a difference between two times, as an exact sum: the groups that changed most, and all others as one. */
import { sumOfCredits } from '../../writing/credits.ts';
import type { GroupTotal } from './usage-groups.ts';

export interface Driver {
  readonly id: string;
  /** Undefined for all others together. */
  readonly group: GroupTotal | undefined;
  /** Groups in it. */
  readonly count: number;
  /** Credits more than before; below zero where less. */
  readonly change: number;
}

export interface Difference {
  readonly change: number;
  /** The one that changed most first, whichever way. Their changes add up to `change`. */
  readonly drivers: readonly Driver[];
}

/** As many drivers as are seen at a glance, those beyond as one. */
const namedMax = 6;

/** Groups that are the same as before are none. */
export function differenceOf(totals: readonly GroupTotal[]): Difference {
  const drivers = totals
    .map((group): Driver => ({ id: group.id, group, count: 1, change: changeOf(group) }))
    .filter(({ change }) => change !== 0)
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.id < b.id ? -1 : 1));
  const change = sumOfCredits(drivers.map((driver) => driver.change));
  if (drivers.length <= namedMax + 1) return { change, drivers };
  const others = drivers.slice(namedMax);
  return {
    change,
    drivers: [
      ...drivers.slice(0, namedMax),
      {
        id: 'all others',
        group: undefined,
        count: others.length,
        change: sumOfCredits(others.map((driver) => driver.change)),
      },
    ],
  };
}

function changeOf({ credits, previous }: GroupTotal): number {
  return sumOfCredits([credits, -previous]);
}
