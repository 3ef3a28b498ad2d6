import type { ReactNode } from 'react';
import type { HeadingProps } from '../../parts/heading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Progress } from '../../parts/progress.tsx';
import { RowsTable } from '../../parts/rows-table.tsx';
import type { TableColumn } from '../../parts/table-column.tsx';
import { creditsText } from '../../writing/credits.ts';
import { fromNowText, spanText } from '../../writing/instants.ts';
import { categoryNames, dimensionsText } from '../../writing/words.ts';
import type { OpenHold } from './read-open-holds.ts';

interface HoldsTableProps {
  readonly holds: readonly OpenHold[];
  readonly isLoading: boolean;
  readonly nowMs: number;
  readonly heading: HeadingProps;
}

export function HoldsTable({ holds, nowMs, ...parts }: HoldsTableProps): ReactNode {
  return (
    <RowsTable
      {...parts}
      label="Work in progress"
      testId="holds"
      rows={holds}
      keyOf={({ holdId }) => holdId}
      columns={columnsAt(nowMs)}
      empty="Nothing runs on credits that are set aside."
    />
  );
}

function columnsAt(nowMs: number): readonly TableColumn<OpenHold>[] {
  return [
    {
      header: 'Work',
      cell: ({ holdId, dimensions, category }) => (
        <>
          {dimensions === undefined ? categoryNames[category] : dimensionsText(dimensions)}
          <div className="code quiet breakable">{holdId}</div>
        </>
      ),
    },
    { header: 'Category', isWideOnly: true, cell: ({ category }) => categoryNames[category] },
    {
      header: 'Used of what is set aside',
      minWidth: 180,
      cell: (hold) => <Use hold={hold} />,
      below: ({ expiresAt }) => (
        <>
          Time is up {fromNowText(Date.parse(expiresAt), nowMs)}, <Moment at={expiresAt} />
        </>
      ),
    },
    {
      header: 'Runs for',
      isWideOnly: true,
      cell: ({ openedAt }) => (openedAt === undefined ? '–' : spanText(nowMs - Date.parse(openedAt))),
    },
    {
      header: 'Time is up',
      isWideOnly: true,
      cell: ({ expiresAt }) => (
        <>
          {fromNowText(Date.parse(expiresAt), nowMs)}
          <div className="quiet">
            <Moment at={expiresAt} />
          </div>
        </>
      ),
    },
    {
      header: 'When credits run out',
      isWideOnly: true,
      cell: ({ whenExhausted }) => (whenExhausted === 'pause' ? 'Pauses' : 'Completes, with overrun'),
    },
  ];
}

function Use({ hold: { used, credits, overrun = 0 } }: { readonly hold: OpenHold }): ReactNode {
  const text = `${creditsText(used)} of ${creditsText(credits)}`;
  return (
    <Progress label={text} percent={credits === 0 ? 0 : Math.floor(Math.min(100, (used / credits) * 100))}>
      {text}
      {overrun > 0 && <div>and up to {creditsText(overrun)} as overrun</div>}
    </Progress>
  );
}
