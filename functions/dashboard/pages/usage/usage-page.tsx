import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { DownloadButton, type Sheet } from '../../parts/download-button.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import type { Account, UsageReport } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { useNow } from '../../reading/use-now.ts';
import { useRead } from '../../reading/use-read.ts';
import { useZone } from '../../reading/use-zone.ts';
import { here, useLocation } from '../../routing/location.ts';
import { creditsUnitText, sumOfCredits } from '../../writing/credits.ts';
import { daysText, instantText } from '../../writing/instants.ts';
import { GroupsTable, groupsSheet } from './groups-table.tsx';
import { readWholeUsage } from './read-whole-usage.ts';
import { UsageChart } from './usage-chart.tsx';
import { UsageControls } from './usage-controls.tsx';
import { drawnSeries, endOfInterval, type GroupTotal, groupTotals, intervalStarts, paceOf } from './usage-groups.ts';
import { entriesOfGroup, entriesOfSpan, type LedgerPlace } from './usage-links.ts';
import { readUsageView, type UsageView, usageQueryOf } from './usage-view.ts';
import { useDimensionNames } from './use-dimension-names.ts';
import { WhatChangedPanel } from './what-changed-panel.tsx';

/** Trends follow the ledger by a moment: looked at again soon while they are behind. */
const whileBehindMs = 1_200;

/** The page of usage: how much, when, and for what. */
export function UsagePage(): ReactNode {
  const account = useAccount();
  const view = readUsageView(useLocation().query);
  const query = usageQueryOf(view, account, { nowMs: useNow(minuteMs), timeZone: useZone().timeZone });
  const { accountId, seq } = account;
  const read = useRead({
    key: `usage ${accountId} ${JSON.stringify(query)}`,
    read: (client) => readWholeUsage(client, accountId, query),
    everyMs: ({ through }) => (through.seq < seq ? whileBehindMs : reportPause()),
    since: seq,
  });
  return (
    <>
      <PageHeading title="Usage">
        <UsageControls view={view} dimensions={useDimensionNames(account)} />
      </PageHeading>
      <ReadNotice of={read} what="usage" />
      {read.value === undefined && read.failure === undefined && <Loading what="usage" />}
      {read.value !== undefined && (
        <div className={read.isOfBefore ? 'stack is-old' : 'stack'} aria-busy={read.isOfBefore}>
          <UsageReportView account={account} report={read.value} view={view} />
        </div>
      )}
    </>
  );
}

interface UsageReportViewProps {
  readonly account: Account;
  readonly report: UsageReport;
  readonly view: UsageView;
}

function UsageReportView({ account, report, view }: UsageReportViewProps): ReactNode {
  const nowMs = useNow(minuteMs);
  const { accountId } = account;
  const place = { accountId, zone: useZone().choice };
  const { groupBy } = view;
  const { scope, timeZone } = report;
  const totals = groupTotals(report, groupBy);
  const starts = intervalStarts(report, nowMs);
  const previous = report.comparison?.previous;
  const sum = sumOfCredits(totals.map(({ credits }) => credits));
  const fileName = `${accountId}-usage-${scope.start.slice(0, 10)}-by-${groupBy.replace(':', '-')}`;
  return (
    <>
      {report.nextCursor !== undefined && (
        <Notice kind="warning" title="Only a part of the trend is drawn">
          There is more than can be shown at once: choose longer intervals or a shorter time. The table below counts
          all.
        </Notice>
      )}
      <Panel
        title="Over time"
        description={`${daysText(scope, timeZone)}, in days of ${timeZone}. Complete up to entry ${report.through.seq}, ${instantText(report.through.at, timeZone)}.`}
        actions={
          <DownloadButton
            name={`${fileName}-trend`}
            pages={() => [trendSheet(report)]}
            isDisabled={report.rows.length === 0}
          >
            Download trend
          </DownloadButton>
        }
      >
        <p className="lead" data-testid="usage-sum">
          <Figure credits={sum} size="small" /> <span className="quiet">used{previousText(report)}</span>
        </p>
        <UsageChart
          series={drawnSeries(report, totals)}
          starts={starts}
          interval={report.interval}
          timeZone={timeZone}
          paceAt={(start) => paceOf(report, start)}
          linkOf={(first, last) => entriesOfSpan(place, { start: first, end: endOfInterval(report, last) })}
        />
      </Panel>
      {previous !== null && previous !== undefined && (
        <WhatChangedPanel
          totals={totals}
          groupBy={groupBy}
          before={beforeText(report)}
          linkOf={(group) => linkOfGroup(place, view, { group, scope })}
        />
      )}
      <Panel
        title="By group"
        description={
          previous === null || previous === undefined
            ? undefined
            : `Beside ${beforeText(report)}: ${daysText(previous, timeZone)}.`
        }
        actions={
          <DownloadButton name={fileName} pages={() => [groupsSheet(totals, groupBy)]} isDisabled={totals.length === 0}>
            Download table
          </DownloadButton>
        }
      >
        {totals.length === 0 ? (
          <p className="quiet">Nothing was used in this time.</p>
        ) : (
          <GroupsTable
            totals={totals}
            groupBy={groupBy}
            hasPrevious={previous !== null && previous !== undefined}
            linkOf={(group) => linkOfGroup(place, view, { group, scope })}
          />
        )}
      </Panel>
    </>
  );
}

function previousText(report: UsageReport): string {
  const { comparison } = report;
  if (comparison?.previous === null || comparison === undefined) return '';
  const sum = sumOfCredits(comparison.groups.map(({ previous }) => previous));
  return `, ${creditsUnitText(sum)} in ${beforeText(report)}`;
}

/** A cycle that goes on is set beside as much of the one before. */
function beforeText({ scope, comparison }: UsageReport): string {
  if (scope.cycle === undefined) return 'the time before';
  const isCut = (comparison?.previous?.end ?? scope.start) < scope.start;
  return isCut ? 'the cycle before, up to the same point' : 'the cycle before';
}

/** Those beyond the largest are opened by naming all; what is left of them then, by the ledger. */
function linkOfGroup(
  place: LedgerPlace,
  { groupBy, isWhole }: UsageView,
  { group, scope }: { readonly group: GroupTotal; readonly scope: UsageReport['scope'] },
): string | undefined {
  if (group.rest === undefined) return entriesOfGroup(place, groupBy, group, scope);
  if (group.rest === 'others' && !isWhole) return here({ top: 'all' });
  return group.rest === 'others' ? entriesOfSpan(place, scope) : undefined;
}

function trendSheet({ rows }: UsageReport): Sheet {
  return {
    columns: ['start', 'end', 'key', 'rest', 'credits'],
    rows: rows.map(({ start, end, key, rest, credits }) => [start, end, key, rest, credits]),
  };
}
