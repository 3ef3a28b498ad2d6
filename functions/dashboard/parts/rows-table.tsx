import type { ReactNode } from 'react';
import { Heading, type HeadingProps } from './heading.tsx';
import { PlainTable } from './plain-table.tsx';
import type { TableColumn } from './table-column.tsx';

interface RowsTableProps<Row> {
  /** The table's name, for people who can't see it. */
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isLoading: boolean;
  /** Said where there are no rows. */
  readonly empty: string;
  readonly heading: HeadingProps;
  readonly filter?: ReactNode;
  readonly pages?: ReactNode;
  readonly testId: string;
}

/** A table as a part of a page by itself: with a heading, filters and pages. */
export function RowsTable<Row>(props: RowsTableProps<Row>): ReactNode {
  const { label, columns, rows, keyOf, isLoading, empty, heading, filter, pages, testId } = props;
  return (
    <section className="panel" data-testid={testId} aria-busy={isLoading}>
      <Heading {...heading} />
      {(filter !== undefined || pages !== undefined) && (
        <div className="table-tools">
          {filter}
          {pages}
        </div>
      )}
      <PlainTable
        label={label}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        empty={<span role="status">{isLoading ? `Loading ${label.toLowerCase()}…` : empty}</span>}
      />
    </section>
  );
}
