import ProgressBar from '@cloudscape-design/components/progress-bar';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import { Moment } from '../../parts/moment.tsx';
import { creditsText } from '../../writing/credits.ts';
import { fromNowText, spanText } from '../../writing/instants.ts';
import { categoryNames } from '../../writing/words.ts';
import type { OpenHold } from './read-open-holds.ts';

interface HoldsTableProps {
  readonly holds: readonly OpenHold[];
  readonly isLoading: boolean;
  readonly nowMs: number;
  readonly header: ReactNode;
}

export function HoldsTable({ holds, isLoading, nowMs, header }: HoldsTableProps): ReactNode {
  return (
    <div data-testid="holds">
      <Table
        header={header}
        items={holds}
        loading={isLoading}
        loadingText="Loading work in progress"
        columnDefinitions={columnsAt(nowMs)}
        trackBy="holdId"
        {...(useNarrow() ? { visibleColumns: narrowColumns } : {})}
        contentDensity="compact"
        wrapLines
        ariaLabels={{ tableLabel: 'Work in progress' }}
        empty="Nothing runs on credits that are set aside."
      />
    </div>
  );
}

const narrowColumns = ['work', 'used', 'expires'];

function columnsAt(nowMs: number): readonly TableProps.ColumnDefinition<OpenHold>[] {
  return [
    {
      id: 'work',
      header: 'Work',
      isRowHeader: true,
      cell: ({ holdId, dimensions, category }) => (
        <>
          {dimensions === undefined ? categoryNames[category] : Object.values(dimensions).join(', ')}
          <div className="code quiet breakable">{holdId}</div>
        </>
      ),
    },
    { id: 'category', header: 'Category', cell: ({ category }) => categoryNames[category] },
    { id: 'used', header: 'Used of what is set aside', minWidth: 180, cell: (hold) => <Use hold={hold} /> },
    {
      id: 'age',
      header: 'Runs for',
      cell: ({ openedAt }) => (openedAt === undefined ? '–' : spanText(nowMs - Date.parse(openedAt))),
    },
    {
      id: 'expires',
      header: 'Time is up',
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
      id: 'policy',
      header: 'When credits run out',
      cell: ({ whenExhausted }) => (whenExhausted === 'pause' ? 'Pauses' : 'Completes, with overrun'),
    },
  ];
}

function Use({ hold: { used, credits, overrun = 0 } }: { readonly hold: OpenHold }): ReactNode {
  const text = `${creditsText(used)} of ${creditsText(credits)}`;
  return (
    <ProgressBar
      value={credits === 0 ? 0 : Math.min(100, (used / credits) * 100)}
      ariaLabel={text}
      description={text}
      additionalInfo={overrun > 0 ? `and up to ${creditsText(overrun)} as overrun` : undefined}
    />
  );
}
