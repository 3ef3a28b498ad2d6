/** The lines of a ledger of which each stands for all entries of one run, session or person. */
import { present } from '../../../../shared/domain/present.ts';
import type { Sheet } from '../../parts/download-button.tsx';
import type { ExploredQuery } from '../../reading/read-explored.ts';
import type { Account, UsageReport } from '../../reading/shapes.ts';
import { filterQuery } from '../../routing/usage-filters.ts';
import { type GroupTotal, groupId, groupTotals } from '../usage/usage-groups.ts';
import type { LedgerFilters } from './ledger-view.ts';

export interface GroupedLine extends GroupTotal {
  readonly requests: number;
  /** The first and the last day on which it used anything, as the days begin. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Those used last come first. */
export function groupedLines(report: UsageReport, aspect: string): readonly GroupedLine[] {
  const days = new Map<string, string[]>();
  for (const row of report.rows) {
    const id = groupId(row);
    days.set(id, [...(days.get(id) ?? []), row.start]);
  }
  const requests = new Map(
    (report.comparison?.groups ?? []).map((group) => [groupId(group), group.counts?.now.requests ?? 0]),
  );
  return groupTotals(report, aspect)
    .flatMap((group) => {
      const own = (days.get(group.id) ?? []).toSorted();
      const [firstDay, lastDay] = [own[0], own.at(-1)];
      if (firstDay === undefined || lastDay === undefined) return [];
      return [{ ...group, firstDay, lastDay, requests: requests.get(group.id) ?? 0 }];
    })
    .toSorted((a, b) => (a.lastDay === b.lastDay ? b.credits - a.credits : a.lastDay < b.lastDay ? 1 : -1));
}

/** The present cycle where no span is chosen. */
export function groupedQuery(
  { usage, from, to }: LedgerFilters,
  { cycle }: Account,
  { aspect, timeZone }: { readonly aspect: string; readonly timeZone: string },
): ExploredQuery {
  const span = from === undefined ? { cycle: String(cycle.index) } : { from, ...present({ to }) };
  return { ...span, ...filterQuery(usage), groupBy: aspect, interval: 'day', timeZone, counts: 'true' };
}

export function groupedSheet(lines: readonly GroupedLine[], aspect: string): Sheet {
  return {
    columns: [aspect.replace('dimension:', ''), 'firstDay', 'lastDay', 'requests', 'credits'],
    rows: lines.map(({ name, firstDay, lastDay, requests, credits }) => [name, firstDay, lastDay, requests, credits]),
  };
}
