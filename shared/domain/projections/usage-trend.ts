/** A trend made of roll-ups: what was used by hour, day or cycle, as a whole or by category, SKU or dimension. */

import type { Cycle } from '../cycle.ts';
import { hourMs } from '../time.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { Hours, RollUp, RollUps } from './roll-up.ts';

export const usageIntervals = ['hour', 'day', 'cycle'] as const;
export type UsageInterval = (typeof usageIntervals)[number];

export type UsageGrouping =
  | { readonly by: 'nothing' | 'category' | 'sku' }
  | { readonly by: 'dimension'; readonly name: string };

/** Usage that entries tell has one aspect more: their caller, an API key for one, is in no roll-up. */
export type UsageAspect = UsageGrouping | { readonly by: 'caller' };

/** The scope of a report: one cycle, whole or up to an instant, or hours. */
export type UsageScope =
  | { readonly kind: 'cycle'; readonly cycle: Cycle; readonly untilMs?: number }
  | { readonly kind: 'hours'; readonly fromMs: number; readonly toMs: number };

/**
 * - `named`: a category, SKU or value.
 * - `others`: SKUs or values beyond those that a day names.
 * - `none`: usage without a SKU or this dimension.
 * - `all`: everything, where nothing is grouped by.
 */
export interface UsageGroup {
  readonly kind: 'all' | 'named' | 'others' | 'none';
  readonly name: string;
}

/** Microcredits in BigInt: a turnover may be more than any balance holds. Negative where more was reversed than used. */
export interface UsageRow {
  readonly startMs: number;
  readonly endMs: number;
  readonly group: UsageGroup;
  readonly credits: bigint;
}

export interface UsageTerms {
  readonly interval: UsageInterval;
  readonly grouping: UsageGrouping;
  /** The clock that days go by. An hour is UTC's, and counts on the day that it begins in. */
  readonly clock: ZoneClock;
}

/** The rows of a report, by time and then by group. */
export function usageRows(
  rollUps: RollUps,
  scope: UsageScope,
  { interval, grouping, clock }: UsageTerms,
): readonly UsageRow[] {
  const rows = new Map<string, UsageRow>();
  const spanOf = spans[interval];
  for (const rollUp of rollUps.values()) {
    if (scope.kind === 'cycle' && rollUp.cycle.index !== scope.cycle.index) continue;
    for (const [group, hours] of groupsOf(rollUp, grouping)) {
      for (const [hour, credits] of hours) {
        const atMs = Date.parse(rollUp.day) + hour * hourMs;
        if (!isWithin(scope, atMs)) continue;
        const span = spanOf(atMs, { cycle: rollUp.cycle, clock });
        const key = positionOf({ ...span, group });
        rows.set(key, { ...span, group, credits: (rows.get(key)?.credits ?? 0n) + credits });
      }
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The total of each group over a whole report. */
export function usageTotals(rows: readonly UsageRow[]): readonly Pick<UsageRow, 'group' | 'credits'>[] {
  const totals = new Map<string, Pick<UsageRow, 'group' | 'credits'>>();
  for (const { group, credits } of rows) {
    const key = positionOf({ startMs: 0, group });
    totals.set(key, { group, credits: (totals.get(key)?.credits ?? 0n) + credits });
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** A row's position in the order of all rows, as a text that sorts. */
export function positionOf({ startMs, group }: Pick<UsageRow, 'startMs' | 'group'>): string {
  return `${String(startMs).padStart(14, '0')} ${group.kind} ${group.name}`;
}

interface Calendar {
  readonly cycle: Cycle;
  readonly clock: ZoneClock;
}

/** The interval of each kind that an hour lies in. */
export const spans = {
  hour: (atMs) => ({ startMs: atMs, endMs: atMs + hourMs }),
  day: (atMs, { clock }) => clock.dayOf(atMs),
  cycle: (_atMs, { cycle: { startMs, endMs } }) => ({ startMs, endMs }),
} satisfies Record<UsageInterval, (atMs: number, calendar: Calendar) => Pick<UsageRow, 'startMs' | 'endMs'>>;

/** Late usage of a cycle counts in hours before it. */
export function isWithin(scope: UsageScope, atMs: number): boolean {
  if (scope.kind === 'cycle') return scope.untilMs === undefined || atMs < scope.untilMs;
  return atMs >= scope.fromMs && atMs < scope.toMs;
}

/** A report with its largest groups named, so many of them, and the rest as `others`. */
export function largestNamed(rows: readonly UsageRow[], isNamed: (group: UsageGroup) => boolean): readonly UsageRow[] {
  const merged = new Map<string, UsageRow>();
  for (const row of rows) {
    const isKept = row.group.kind !== 'named' || isNamed(row.group);
    const group: UsageGroup = isKept ? row.group : { kind: 'others', name: '' };
    const key = positionOf({ ...row, group });
    merged.set(key, { ...row, group, credits: (merged.get(key)?.credits ?? 0n) + row.credits });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function groupsOf(rollUp: RollUp, grouping: UsageGrouping): readonly (readonly [UsageGroup, Hours])[] {
  const { categories, skus, dimensions } = rollUp;
  const all: Hours = new Map();
  for (const hours of categories.values()) addTo(all, hours, 1n);
  switch (grouping.by) {
    case 'nothing':
      return [[{ kind: 'all', name: '' }, all]];
    case 'category':
      return [...categories].map(([name, hours]) => [{ kind: 'named', name }, hours]);
    case 'sku':
      return withRest(all, skus);
    case 'dimension':
      return withRest(all, dimensions.get(grouping.name) ?? { named: new Map(), others: new Map() });
    default:
      return grouping satisfies never;
  }
}

/** The named and the others, and what is left of the whole. */
function withRest(all: Hours, { named, others }: RollUp['skus']): readonly (readonly [UsageGroup, Hours])[] {
  const rest: Hours = new Map();
  addTo(rest, all, 1n);
  for (const hours of [...named.values(), others]) addTo(rest, hours, -1n);
  for (const [hour, credits] of rest) if (credits === 0n) rest.delete(hour);
  return [
    ...[...named].map(([name, hours]) => [{ kind: 'named', name }, hours] as const),
    [{ kind: 'others', name: '' }, others],
    [{ kind: 'none', name: '' }, rest],
  ];
}

function addTo(into: Hours, from: Hours, sign: bigint): void {
  for (const [hour, credits] of from) into.set(hour, (into.get(hour) ?? 0n) + sign * credits);
}
