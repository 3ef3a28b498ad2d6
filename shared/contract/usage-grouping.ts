import type { UsageGrouping } from '../domain/projections/usage-trend.ts';

/** The grouping that `groupBy` asks for. */
export function usageGroupingOf(groupBy: string | undefined): UsageGrouping {
  if (groupBy === undefined) return { by: 'nothing' };
  if (groupBy === 'category' || groupBy === 'sku') return { by: groupBy };
  return { by: 'dimension', name: groupBy.slice(groupBy.indexOf(':') + 1) };
}
