import type { ReactNode } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Button } from '../../parts/button.tsx';
import type { HeadingProps } from '../../parts/heading.tsx';
import { ShortMoment } from '../../parts/moment.tsx';
import { RowsTable } from '../../parts/rows-table.tsx';
import type { TableColumn } from '../../parts/table-column.tsx';
import type { Entry } from '../../reading/shapes.ts';
import { creditsText, signedCreditsText } from '../../writing/credits.ts';
import { entryLine } from './entry-lines.ts';

interface EntriesTableProps {
  readonly entries: readonly Entry[];
  readonly isLoading: boolean;
  readonly isFiltered: boolean;
  /** Older ones weren't looked at yet. */
  readonly hasMore: boolean;
  readonly heading: HeadingProps;
  readonly filter: ReactNode;
  readonly pages: ReactNode;
  readonly onOpen: (entry: Entry) => void;
}

export function EntriesTable({ entries, onOpen, isFiltered, hasMore, ...parts }: EntriesTableProps): ReactNode {
  return (
    <RowsTable
      {...parts}
      label="Ledger entries"
      testId="entries"
      rows={entries}
      keyOf={({ seq }) => String(seq)}
      columns={columnsOf(onOpen)}
      empty={emptyText(isFiltered, hasMore)}
    />
  );
}

function emptyText(isFiltered: boolean, hasMore: boolean): string {
  if (!isFiltered) return 'There is no entry.';
  return hasMore ? 'None of the entries looked at fits these filters.' : 'No entry fits these filters.';
}

/** The table's columns. What small screens leave out is in the receipt. The zone of all instants is said once, above the table. */
function columnsOf(onOpen: (entry: Entry) => void): readonly TableColumn<Entry>[] {
  return [
    {
      header: 'Entry',
      cell: (entry) => (
        <Button kind="text" label={`Receipt of entry ${entry.seq}`} onClick={() => onOpen(entry)}>
          {entry.seq}
        </Button>
      ),
    },
    { header: 'When', isWideOnly: true, cell: ({ at }) => <ShortMoment at={at} isExact /> },
    { header: 'What', cell: (entry) => entryLine(entry).what, below: (entry) => <Below entry={entry} /> },
    { header: 'For', isWideOnly: true, cell: (entry) => entryLine(entry).work },
    { header: 'Whose', isWideOnly: true, cell: (entry) => entryLine(entry).whose },
    { header: 'Credits', isNumber: true, isWideOnly: true, cell: ({ credits }) => amount(credits, creditsText) },
    { header: 'Change', isNumber: true, cell: (entry) => amount(entryLine(entry).change, signedCreditsText) },
    {
      header: 'Available after',
      isNumber: true,
      isWideOnly: true,
      cell: ({ after }) => amount(after.available, creditsText),
    },
  ];
}

function Below({ entry }: { readonly entry: Entry }): ReactNode {
  const { at, work, whose } = entryLine(entry);
  return (
    <>
      <div>
        <ShortMoment at={at} />
      </div>
      {[work, whose].filter((text) => text !== '').join(' · ')}
    </>
  );
}

function amount(credits: number, textOf: (credits: number) => string): ReactNode {
  return <Amount exact={credits} text={textOf(credits)} />;
}
