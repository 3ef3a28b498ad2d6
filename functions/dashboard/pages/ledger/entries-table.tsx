import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { ShortMoment } from '../../parts/moment.tsx';
import { type RowsColumn, RowsTable } from '../../parts/rows-table.tsx';
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

export function EntriesTable({ entries, onOpen, isFiltered, ...parts }: EntriesTableProps): ReactNode {
  return (
    <RowsTable
      {...parts}
      label="Ledger entries"
      testId="entries"
      rows={entries}
      keyOf={({ seq }) => String(seq)}
      columns={columnsOf(onOpen)}
      empty={isFiltered ? 'No entry fits these filters.' : 'There is no entry.'}
    />
  );
}

/** The table's columns. What small screens leave out is in the receipt. The zone of all instants is said once, above the table. */
function columnsOf(onOpen: (entry: Entry) => void): readonly RowsColumn<Entry>[] {
  return [
    {
      header: 'Entry',
      cell: (entry) => (
        <Button variant="inline-link" ariaLabel={`Receipt of entry ${entry.seq}`} onClick={() => onOpen(entry)}>
          {entry.seq}
        </Button>
      ),
    },
    { header: 'When', isWideOnly: true, cell: ({ at }) => <ShortMoment at={at} isExact /> },
    { header: 'What', cell: (entry) => entryLine(entry).what, below: ({ at }) => <ShortMoment at={at} /> },
    { header: 'Category', isWideOnly: true, cell: (entry) => entryLine(entry).category },
    { header: 'For', isWideOnly: true, cell: (entry) => entryLine(entry).subject },
    { header: 'Credits', isNumber: true, isWideOnly: true, cell: ({ credits }) => creditsText(credits) },
    { header: 'Change', isNumber: true, cell: (entry) => signedCreditsText(entryLine(entry).change) },
    { header: 'Available after', isNumber: true, isWideOnly: true, cell: ({ after }) => creditsText(after.available) },
  ];
}
