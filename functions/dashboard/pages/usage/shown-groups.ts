/** The groups of a report by the measure that is looked at, each with what it is split into. */
import type { UsageReport } from '../../reading/shapes.ts';
import { amountOf, type Measure, type Sums } from './measures.ts';
import { type DrawnSeries, type GroupTotal, groupId, groupName, inOrder } from './usage-groups.ts';
import type { UsageView } from './usage-view.ts';

export interface ShownGroup extends GroupTotal {
  /** They add up to it, where sums of the measure mean anything; none where nothing is split. */
  readonly parts: readonly GroupTotal[];
}

type Group = NonNullable<UsageReport['comparison']>['groups'][number];

/** Amounts of the measure stand in the place of credits. */
export function shownGroups(
  { comparison }: UsageReport,
  { groupBy, splitBy, measure, find }: Pick<UsageView, 'groupBy' | 'splitBy' | 'measure' | 'find'>,
): readonly ShownGroup[] {
  const partsOf = new Map<string, GroupTotal[]>();
  const wholes: GroupTotal[] = [];
  for (const group of comparison?.groups ?? []) {
    const id = groupId(group);
    if (group.split === undefined) wholes.push(totalOf(group, { of: group, aspect: groupBy, measure }));
    else if (splitBy !== undefined) {
      const parts = partsOf.get(id) ?? [];
      partsOf.set(id, parts);
      parts.push(totalOf(group, { of: group.split, aspect: splitBy, measure }));
    }
  }
  const wanted = find.toLowerCase();
  return inOrder(wholes)
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((group) => ({ ...group, parts: inOrder(partsOf.get(group.id) ?? []) }));
}

interface Named {
  readonly of: Pick<Group, 'key' | 'rest'>;
  readonly aspect: string;
  readonly measure: Measure;
}

function totalOf({ credits, previous, counts }: Group, { of, aspect, measure }: Named): GroupTotal {
  return {
    ...of,
    id: groupId(of),
    name: groupName(of, aspect),
    credits: amountOf(measure, counts?.now ?? { credits }),
    previous: amountOf(measure, counts?.previous ?? { credits: previous }),
  };
}

/** The report with amounts of the measure in the place of credits, for what adds up. */
export function measuredReport(report: UsageReport, measure: Measure): UsageReport {
  if (measure === 'credits') return report;
  return { ...report, rows: report.rows.map((row) => ({ ...row, credits: amountOf(measure, row) })) };
}

/** Lines that can be told apart. */
const linesMax = 5;

/** Credits a request of the first groups over time, each by itself. */
export function averageSeries({ rows }: UsageReport, totals: readonly GroupTotal[]): readonly DrawnSeries[] {
  return totals.slice(0, linesMax).map(({ id, name }) => {
    const own = new Map<string, Sums>(rows.filter((row) => groupId(row) === id).map((row) => [row.start, row]));
    return {
      id,
      name,
      amountIn: (starts) => {
        const sums = starts.flatMap((start) => own.get(start) ?? []);
        const credits = sums.reduce((sum, each) => sum + each.credits, 0);
        const requests = sums.reduce((sum, each) => sum + (each.requests ?? 0), 0);
        return requests === 0 ? undefined : amountOf('each', { credits, requests });
      },
    };
  });
}
