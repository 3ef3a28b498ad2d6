/** A usage report beside the time before, and what it is paced by. */
import type { Counted } from '../../domain/projections/entry-usage.ts';
import type { RollUps } from '../../domain/projections/roll-up.ts';
import {
  type UsageGroup,
  type UsageRow,
  type UsageScope,
  type UsageTerms,
  usageRows,
  usageTotals,
} from '../../domain/projections/usage-trend.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { detailedUsage } from './detailed-usage.ts';
import { projectedUsage, type UsageThrough } from './projected-usage.ts';
import { dayOf, daysOf, scopeBefore } from './usage-scope.ts';

export interface UsageComparison {
  /** Undefined where the account wasn't there for all of it. */
  readonly previous: UsageScope | undefined;
  readonly groups: readonly ComparedGroup[];
}

export interface ComparedGroup {
  readonly group: UsageGroup;
  /** The part of the group that this is, where it is split; undefined for the whole. */
  readonly split?: UsageGroup;
  readonly credits: bigint;
  readonly before: bigint;
  /** Where entries were counted. */
  readonly counts?: { readonly now: Counted; readonly before: Counted };
}

interface Asked {
  readonly scope: UsageScope;
  readonly terms: UsageTerms;
  readonly nowMs: number;
}

interface RowsBefore {
  readonly scope: UsageScope | undefined;
  readonly rows: readonly UsageRow[];
}

export const nothingBefore: RowsBefore = { scope: undefined, rows: [] };

/** The same of the time before. */
export async function rowsBefore(
  store: CreditStore,
  loaded: LoadedAccount,
  { scope, terms, nowMs }: Asked,
): Promise<RowsBefore> {
  const previous = await scopeBefore(store, loaded, { scope, nowMs });
  if (previous === undefined) return nothingBefore;
  const usage = await projectedUsage(store, loaded, daysOf(previous));
  const rollUps = await detailedUsage(store, loaded, { usage, grouping: terms.grouping });
  return { scope: previous, rows: usageRows(rollUps, previous, terms) };
}

/** The groups that are named: so many of the largest, now or in the time before. */
export function largestOf(
  namedMax: number | undefined,
  totals: ReturnType<typeof usageTotals>,
): (group: UsageGroup) => boolean {
  if (namedMax === undefined) return () => true;
  const named = totals
    .filter(({ group }) => group.kind === 'named')
    .toSorted((a, b) => (a.credits === b.credits ? 0 : a.credits > b.credits ? -1 : 1))
    .map(({ group }) => group.name);
  const names = new Set([...new Set(named)].slice(0, namedMax));
  return ({ name }) => names.has(name);
}

export function comparisonOf(
  previous: UsageScope | undefined,
  { rows, before }: { readonly rows: readonly UsageRow[]; readonly before: readonly UsageRow[] },
): UsageComparison {
  const groups = new Map<string, UsageComparison['groups'][number]>();
  for (const { group, credits } of usageTotals(rows)) groups.set(keyOf(group), { group, credits, before: 0n });
  for (const { group, credits } of usageTotals(before))
    groups.set(keyOf(group), { group, credits: groups.get(keyOf(group))?.credits ?? 0n, before: credits });
  return { previous, groups: [...groups.values()] };
}

function keyOf({ kind, name }: UsageGroup): string {
  return `${kind} ${name}`;
}

/** A span that begins within a cycle is paced by what was granted at that one's start. */
export async function rollUpsOfCycle(
  store: CreditStore,
  loaded: LoadedAccount,
  { usage, startMs }: { readonly usage: UsageThrough; readonly startMs: number },
): Promise<RollUps> {
  const cycleStartMs = Math.min(startMs, ...[...usage.rollUps.values()].map(({ cycle }) => cycle.startMs));
  if (cycleStartMs === startMs) return usage.rollUps;
  const earlier = await projectedUsage(store, loaded, { from: dayOf(cycleStartMs), to: dayOf(startMs) });
  return new Map([...earlier.rollUps, ...usage.rollUps]);
}
