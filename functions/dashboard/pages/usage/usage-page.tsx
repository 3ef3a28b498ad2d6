import type { ReactNode } from 'react';
import { DownloadButton, type Sheet } from '../../parts/download-button.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import type { Account, UsageReport } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { usePlan } from '../../reading/use-plan.ts';
import { useRead } from '../../reading/use-read.ts';
import { useLocation } from '../../routing/location.ts';
import { creditsUnitText, sumOfCredits } from '../../writing/credits.ts';
import { dateText, instantText } from '../../writing/instants.ts';
import { GroupsTable, groupsSheet } from './groups-table.tsx';
import { readWholeUsage } from './read-whole-usage.ts';
import { UsageChart } from './usage-chart.tsx';
import { UsageControls } from './usage-controls.tsx';
import { drawnSeries, groupTotals, intervalStarts } from './usage-groups.ts';
import { entriesOfGroup, entriesOfSpan } from './usage-links.ts';
import { readUsageView, type UsageView, usageQueryOf } from './usage-view.ts';
import { useDimensionNames } from './use-dimension-names.ts';

const minuteMs = 60_000;
const everyMs = 30_000;
/** Trends follow the ledger by a moment: looked at again soon while they are behind. */
const whileBehindMs = 1_200;

/** The page of usage: how much, when, and for what. */
export function UsagePage(): ReactNode {
  const account = useAccount();
  const view = readUsageView(useLocation().query);
  const query = usageQueryOf(view, account, useNow(minuteMs));
  const { accountId, seq } = account;
  const read = useRead({
    key: `usage ${accountId} ${JSON.stringify(query)}`,
    read: (client) => readWholeUsage(client, accountId, query),
    everyMs: ({ through }) => (through.seq < seq ? whileBehindMs : everyMs),
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
  const plan = usePlan(account.planId).value;
  const { accountId } = account;
  const { groupBy } = view;
  const { scope } = report;
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
        description={`${dateText(scope.start, 'UTC')} to ${dateText(scope.end, 'UTC')}, days and hours in UTC. Complete up to entry ${report.through.seq}, ${instantText(report.through.at, account.timeZone)}.`}
        actions={
          <DownloadButton
            name={`${fileName}-trend`}
            sheet={() => trendSheet(report)}
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
          allotment={plan === undefined ? undefined : allotmentOf(plan.credits, account, report.interval)}
          linkOf={(first, last) => entriesOfSpan(accountId, { start: first, end: endOf(report, last) })}
        />
      </Panel>
      <Panel
        title="By group"
        description={
          previous === null || previous === undefined
            ? undefined
            : `Beside ${dateText(previous.start, 'UTC')} to ${dateText(previous.end, 'UTC')}.`
        }
        actions={
          <DownloadButton name={fileName} sheet={() => groupsSheet(totals, groupBy)} isDisabled={totals.length === 0}>
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
            linkOf={(group) => entriesOfGroup(accountId, groupBy, group, scope)}
          />
        )}
      </Panel>
    </>
  );
}

function previousText({ comparison }: UsageReport): string {
  if (comparison?.previous === null || comparison === undefined) return '';
  return `, ${creditsUnitText(sumOfCredits(comparison.groups.map(({ previous }) => previous)))} in the time before`;
}

function trendSheet({ rows }: UsageReport): Sheet {
  return {
    columns: ['start', 'end', 'key', 'rest', 'credits'],
    rows: rows.map(({ start, end, key, rest, credits }) => [start, end, key, rest, credits]),
  };
}

const hourMs = 3_600_000;

/** The credits that one interval may use for the plan's credits to last the cycle. */
function allotmentOf(credits: number, { cycle }: Account, interval: UsageReport['interval']): number {
  const hours = (Date.parse(cycle.end) - Date.parse(cycle.start)) / hourMs;
  const share = { hour: 1 / hours, day: 24 / hours, cycle: 1 }[interval];
  return sumOfCredits([credits * share]);
}

function endOf(report: UsageReport, start: string): string {
  const row = report.rows.find((each) => each.start === start);
  if (row !== undefined) return row.end;
  return new Date(Date.parse(start) + (report.interval === 'hour' ? hourMs : 24 * hourMs)).toISOString();
}
