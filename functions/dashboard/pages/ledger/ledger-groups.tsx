import Button from '@cloudscape-design/components/button';
import { type ReactNode, useState } from 'react';
import { AddingUp } from '../../parts/adding-up.tsx';
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
import { useZone } from '../../reading/use-zone.ts';
import { daysText } from '../../writing/instants.ts';
import { aspectText } from '../../writing/words.ts';
import { groupedLines, groupedQuery, groupedSheet } from './grouped-lines.ts';
import { GroupedTable } from './grouped-table.tsx';
import type { LedgerFilters } from './ledger-view.ts';

interface LedgerGroupsProps {
  readonly filters: LedgerFilters;
  readonly aspect: string;
  /** The controls that they are chosen by. */
  readonly filter: ReactNode;
}

/** As many as are drawn at once. */
const stepOfLines = 50;

/** A line for each run, session or person, with all that its entries took; it opens to these. */
export function LedgerGroups({ filters, aspect, filter }: LedgerGroupsProps): ReactNode {
  const account = useAccount();
  const { timeZone } = useZone();
  const query = groupedQuery(filters, account, { aspect, timeZone });
  const { read, progress } = useExplored(query, { everyMs: reportPause });
  const [shown, setShown] = useState(stepOfLines);
  const opened = useOpened([]);
  const report = read.value;
  const isTooMuch = report?.nextCursor !== undefined;
  const lines = report === undefined || isTooMuch ? [] : groupedLines(report, aspect);
  return (
    <Panel
      title={`Charges by ${aspectText(aspect)}`}
      description={
        report && `${daysText(report.scope, timeZone)}. Those used last come first; each opens to its entries.`
      }
      actions={
        <DownloadButton
          name={`${account.accountId}-by-${aspect.replace(':', '-')}`}
          pages={() => [groupedSheet(lines, aspect)]}
          isDisabled={lines.length === 0}
        >
          Download CSV
        </DownloadButton>
      }
    >
      <div className="stack-tight">
        {filter}
        <ReadNotice of={read} what="the ledger" />
        {progress !== undefined && <AddingUp {...progress} />}
        {report === undefined && read.failure === undefined && progress === undefined && <Loading what="the ledger" />}
        {isTooMuch && (
          <Notice kind="warning" title="There is too much to add up at once">
            {report.explored?.entries.inAll.toLocaleString('en')} entries would be; {entriesMax.toLocaleString('en')}{' '}
            are at most. Choose a shorter time.
          </Notice>
        )}
        {report !== undefined && !isTooMuch && lines.length === 0 && (
          <p className="quiet">Nothing was charged in this time.</p>
        )}
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
