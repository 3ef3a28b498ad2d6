import Button from '@cloudscape-design/components/button';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import { Moment } from '../../parts/moment.tsx';
import type { Entry } from '../../reading/shapes.ts';
import { creditsText, signedCreditsText } from '../../writing/credits.ts';
import { entryLine } from './entry-lines.ts';

interface EntriesTableProps {
  readonly entries: readonly Entry[];
  readonly isLoading: boolean;
  readonly isFiltered: boolean;
  readonly header: ReactNode;
  readonly filter: ReactNode;
  readonly pagination: ReactNode;
  readonly onOpen: (entry: Entry) => void;
}

export function EntriesTable({ entries, onOpen, isFiltered, isLoading, ...parts }: EntriesTableProps): ReactNode {
  return (
    <div data-testid="entries">
      <Table
        {...parts}
        items={entries}
        loading={isLoading}
        loadingText="Loading entries"
        columnDefinitions={columnsOf(onOpen)}
        trackBy={({ seq }) => String(seq)}
        {...(useNarrow() ? { visibleColumns: narrowColumns } : {})}
        contentDensity="compact"
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: 'Ledger entries' }}
        empty={isFiltered ? 'No entry fits these filters.' : 'There is no entry.'}
      />
    </div>
  );
}

/** The rest is in the receipt. */
const narrowColumns = ['seq', 'at', 'what', 'change'];

function columnsOf(onOpen: (entry: Entry) => void): readonly TableProps.ColumnDefinition<Entry>[] {
  return [
    {
      id: 'seq',
      header: 'Entry',
      isRowHeader: true,
      cell: (entry) => (
        <Button variant="inline-link" ariaLabel={`Receipt of entry ${entry.seq}`} onClick={() => onOpen(entry)}>
          {entry.seq}
        </Button>
      ),
    },
    { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} isExact /> },
    { id: 'what', header: 'What', cell: (entry) => entryLine(entry).what },
    { id: 'category', header: 'Category', cell: (entry) => entryLine(entry).category },
    { id: 'subject', header: 'For', cell: (entry) => entryLine(entry).subject },
    { id: 'credits', header: <Right>Credits</Right>, cell: ({ credits }) => <Right>{creditsText(credits)}</Right> },
    {
      id: 'change',
      header: <Right>Change</Right>,
      cell: (entry) => <Right>{signedCreditsText(entryLine(entry).change)}</Right>,
    },
    {
      id: 'available',
      header: <Right>Available after</Right>,
      cell: ({ after }) => <Right>{creditsText(after.available)}</Right>,
    },
  ];
}

function Right({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="number">{children}</div>;
}
