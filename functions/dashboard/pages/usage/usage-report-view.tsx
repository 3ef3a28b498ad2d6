import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { DownloadButton, type Sheet } from '../../parts/download-button.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Account, UsageReport } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { useZone } from '../../reading/use-zone.ts';
import { here } from '../../routing/location.ts';
import { eachFilter } from '../../routing/usage-filters.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { daysText, instantText } from '../../writing/instants.ts';
import { GroupsPanel } from './groups-panel.tsx';
import type { Totals } from './groups-table.tsx';
import { LargestPanel } from './largest-panel.tsx';
import { amountOf, amountText, countedTotals, isAdditive, type Measure, unitOf } from './measures.ts';
import { averageSeries, measuredReport, shownGroups } from './shown-groups.ts';
import { UsageChart } from './usage-chart.tsx';
import { drawnSeries, endOfInterval, type GroupTotal, intervalStarts, paceOf } from './usage-groups.ts';
import { drillInto, entriesOfGroup, entriesOfSpan, type LedgerPlace } from './usage-links.ts';
import { isOfEntries, type UsageView } from './usage-view.ts';
import { WhatChangedPanel } from './what-changed-panel.tsx';

interface UsageReportViewProps {
  readonly account: Account;
  readonly report: UsageReport;
  readonly view: UsageView;
}

/** A report by the measure that is looked at: its trend, what changed, its groups and, where entries tell it, its largest charges. */
export function UsageReportView({ account, report, view }: UsageReportViewProps): ReactNode {
  const { accountId } = account;
  const place = { accountId, zone: useZone().choice, filters: view.filters };
  const { measure, groupBy } = view;
  const { scope, explored } = report;
  const groups = shownGroups(report, { ...view, find: '' });
  const previous = report.comparison?.previous ?? undefined;
  const fileName = `${accountId}-usage-${scope.start.slice(0, 10)}-by-${groupBy.replace(':', '-')}`;
  const linkOf = (group: GroupTotal): string | undefined => linkOfGroup(view, group);
  return (
    <>
      {report.nextCursor !== undefined && (
        <Notice kind="warning" title="Only a part of the trend is drawn">
          There is more than can be shown at once: choose longer intervals or a shorter time. The table below counts
          all.
        </Notice>
      )}
      <TrendPanel report={report} view={view} groups={groups} place={place} fileName={fileName} />
      {previous !== undefined && isAdditive(measure) && (
        <WhatChangedPanel
          totals={groups}
          groupBy={groupBy}
          measure={measure}
          before={beforeText(report)}
          linkOf={linkOf}
        />
      )}
      <GroupsPanel
        groups={shownGroups(report, view)}
        count={groups.length}
        view={view}
        totals={view.find === '' ? totalsOf(report, view, groups) : undefined}
        before={previous && `Beside ${beforeText(report)}: ${daysText(previous, report.timeZone)}.`}
        fileName={fileName}
        linkOf={linkOf}
        entriesOf={(group) => entriesOfGroup(place, groupBy, group, scope)}
      />
      {explored !== undefined && <LargestPanel entries={explored.largest} place={place} scope={scope} />}
    </>
  );
}

interface TrendPanelProps {
  readonly report: UsageReport;
  readonly view: UsageView;
  readonly groups: readonly GroupTotal[];
  readonly place: LedgerPlace;
  readonly fileName: string;
}

function TrendPanel({ report, view, groups, place, fileName }: TrendPanelProps): ReactNode {
  const starts = intervalStarts(report, useNow(minuteMs));
  const { measure, filters } = view;
  const { scope, timeZone } = report;
  const totals = totalsOf(report, view, groups);
  // The plan's allotment is of all credits.
  const isPaced = measure === 'credits' && eachFilter(filters).length === 0;
  const series = isAdditive(measure)
    ? drawnSeries(measuredReport(report, measure), groups)
    : averageSeries(report, groups);
  return (
    <Panel
      title="Over time"
      description={`${daysText(scope, timeZone)}, in days of ${timeZone}. Complete up to entry ${report.through.seq}, ${instantText(report.through.at, timeZone)}.`}
      actions={
        <DownloadButton
          name={`${fileName}-trend`}
          pages={() => [trendSheet(report, measure)]}
          isDisabled={report.rows.length === 0}
        >
          Download trend
        </DownloadButton>
      }
    >
      {totals !== undefined && (
        <p className="lead" data-testid="usage-sum">
          {measure === 'credits' ? (
            <Figure credits={totals.credits} size="small" />
          ) : (
            <strong>
              {amountText(measure, totals.credits)} {unitOf(measure, totals.credits)}
            </strong>
          )}
          <span className="quiet">
            {measure === 'credits' && ' used'}
            {previousText(report, measure, totals)}
          </span>{' '}
          <a href={entriesOfSpan(place, scope)}>All its entries</a>
        </p>
      )}
      <UsageChart
        series={series}
        measure={measure}
        starts={starts}
        interval={report.interval}
        timeZone={timeZone}
        paceAt={(start) => (isPaced ? paceOf(report, start) : undefined)}
        linkOf={(first, last) => entriesOfSpan(place, { start: first, end: endOfInterval(report, last) })}
      />
    </Panel>
  );
}

/** All groups together: as they were counted, since a request may be in two of them. Quantities of several SKUs have no sum. */
function totalsOf(
  report: UsageReport,
  { measure, filters }: UsageView,
  groups: readonly GroupTotal[],
): Totals | undefined {
  if (measure === 'quantity' && filters.sku === undefined) return undefined;
  const counted = countedTotals(report);
  if (counted !== undefined)
    return { credits: amountOf(measure, counted.now), previous: amountOf(measure, counted.before) };
  return {
    credits: sumOfCredits(groups.map(({ credits }) => credits)),
    previous: sumOfCredits(groups.map(({ previous }) => previous)),
  };
}

function previousText(report: UsageReport, measure: Measure, { previous }: Totals): string {
  if (report.comparison?.previous === null || report.comparison === undefined) return '';
  return `, ${amountText(measure, previous)} in ${beforeText(report)}`;
}

/** A cycle that goes on is set beside as much of the one before. */
function beforeText({ scope, comparison }: UsageReport): string {
  if (scope.cycle === undefined) return 'the time before';
  const isCut = (comparison?.previous?.end ?? scope.start) < scope.start;
  return isCut ? 'the cycle before, up to the same point' : 'the cycle before';
}

/** A group by itself. Those beyond the largest are opened by naming all. */
function linkOfGroup(view: UsageView, group: GroupTotal): string | undefined {
  if (group.rest === 'others' && !isOfEntries(view)) return here({ top: 'all' });
  return drillInto(view, group);
}

function trendSheet({ rows, explored }: UsageReport, measure: Measure): Sheet {
  const isCredits = explored === undefined || measure === 'credits';
  return {
    columns: [
      'start',
      'end',
      'key',
      'rest',
      isCredits ? 'credits' : measure === 'each' ? 'creditsPerRequest' : measure,
    ],
    rows: rows.map((row) => [row.start, row.end, row.key, row.rest, amountOf(measure, row)]),
  };
}
