import { type ReactNode, useRef, useState } from 'react';
import { AddingUp } from '../../parts/adding-up.tsx';
import { Button } from '../../parts/button.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useOpened } from '../../parts/use-opened.ts';
import { useAccount } from '../../reading/account-context.ts';
import { entriesMax } from '../../reading/read-explored.ts';
import { reportPause } from '../../reading/touches.ts';
import { useExplored } from '../../reading/use-explored.ts';
import { useRead } from '../../reading/use-read.ts';
import { useZone } from '../../reading/use-zone.ts';
import { daysText } from '../../writing/instants.ts';
import { aspectText } from '../../writing/words.ts';
import { foundFilters, isFound, linesOfEntries } from './found-lines.ts';
import { type GroupedLine, groupedLines, groupedQuery, groupedSheet } from './grouped-lines.ts';
import { GroupedTable } from './grouped-table.tsx';
import type { LedgerFilters } from './ledger-view.ts';
import { readEntries } from './read-entries.ts';

interface LedgerGroupsProps {
  readonly filters: LedgerFilters;
  readonly aspect: string;
  /** The controls that they are chosen by. */
  readonly filter: ReactNode;
}

/** A line for each run, session or person, with all that its entries took; it opens to these. */
export function LedgerGroups(props: LedgerGroupsProps): ReactNode {
  return isFound(props.filters) ? <FoundGroups {...props} /> : <UsageGroups {...props} />;
}

/** The lines as usage has them. */
function UsageGroups(props: LedgerGroupsProps): ReactNode {
  const { filters, aspect } = props;
  const account = useAccount();
  const { timeZone } = useZone();
  const { read, progress } = useExplored(groupedQuery(filters, account, { aspect, timeZone }), {
    everyMs: reportPause,
  });
  const report = read.value;
  const isTooMuch = report?.nextCursor !== undefined;
  return (
    <LinesPanel
      {...props}
      lines={report === undefined || isTooMuch ? [] : groupedLines(report, aspect)}
      isRead={report !== undefined && !isTooMuch}
      description={
        report && `${daysText(report.scope, timeZone)}. Those used last come first; each opens to its entries.`
      }
    >
      <ReadNotice of={read} what="the ledger" />
      {progress !== undefined && <AddingUp {...progress} />}
      {report === undefined && read.failure === undefined && progress === undefined && <Loading what="the ledger" />}
      {isTooMuch && (
        <Notice kind="warning" title="There is too much to add up at once">
          {report.explored?.entries.inAll.toLocaleString('en')} entries would be; {entriesMax.toLocaleString('en')} are
          at most. Choose a shorter time.
        </Notice>
      )}
    </LinesPanel>
  );
}

/** Entries that are found and added up here: twenty requests. */
const foundMax = 2_000;
/** With more, they aren't found again at every change. */
const fewMax = 100;

/** The lines of the entries that a search, a kind or a size finds. */
function FoundGroups(props: LedgerGroupsProps): ReactNode {
  const { aspect } = props;
  const account = useAccount();
  const { timeZone } = useZone();
  const filters = foundFilters(props.filters, account);
  const isFew = useRef(true);
  const read = useRead({
    key: `found ${account.accountId} ${JSON.stringify(filters)}`,
    read: (client) => readEntries(client, { accountId: account.accountId, filters, countMax: foundMax }),
    everyMs: reportPause,
    since: isFew.current ? account.seq : undefined,
  });
  const found = read.value;
  isFew.current = (found?.entries.length ?? 0) <= fewMax;
  const isTooMuch = found?.nextCursor !== undefined;
  return (
    <LinesPanel
      {...props}
      lines={found === undefined || isTooMuch ? [] : linesOfEntries(found.entries, aspect, timeZone)}
      isRead={found !== undefined && !isTooMuch}
      description="Of the entries that these filters find, what was charged. Those used last come first; each opens to its entries."
    >
      <ReadNotice of={read} what="the ledger" />
      {found === undefined && read.failure === undefined && <Loading what="the ledger" />}
      {isTooMuch && (
        <Notice kind="warning" title="There is too much to add up at once">
          More than {foundMax.toLocaleString('en')} entries are found, or too many had to be looked at. Choose a shorter
          time, or look for less.
        </Notice>
      )}
    </LinesPanel>
  );
}

interface LinesPanelProps extends LedgerGroupsProps {
  readonly lines: readonly GroupedLine[];
  /** They are all there. */
  readonly isRead: boolean;
  readonly description: string | undefined;
  readonly children: ReactNode;
}

/** As many as are drawn at once. */
const stepOfLines = 50;

function LinesPanel(props: LinesPanelProps): ReactNode {
  const { lines, isRead, aspect, filters, filter, description, children } = props;
  const { accountId } = useAccount();
  const [shown, setShown] = useState(stepOfLines);
  const opened = useOpened([]);
  return (
    <Panel
      title={`Charges by ${aspectText(aspect)}`}
      description={description}
      actions={
        <DownloadButton
          name={`${accountId}-by-${aspect.replace(':', '-')}`}
          pages={() => [groupedSheet(lines, aspect)]}
          isDisabled={lines.length === 0}
        >
          Download CSV
        </DownloadButton>
      }
    >
      <div className="stack-tight">
        {filter}
        {children}
        {isRead && lines.length === 0 && <p className="quiet">Nothing was charged in this time.</p>}
        {lines.length > 0 && (
          <GroupedTable lines={lines.slice(0, shown)} aspect={aspect} filters={filters} opened={opened} all={lines} />
        )}
        {lines.length > shown && (
          <p>
            <Button onClick={() => setShown(shown + stepOfLines)}>
              Show {Math.min(stepOfLines, lines.length - shown)} more of {lines.length.toLocaleString('en')}
            </Button>
          </p>
        )}
      </div>
    </Panel>
  );
}
