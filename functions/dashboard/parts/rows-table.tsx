import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { present } from '../../../shared/domain/present.ts';
import { CellText, type TableColumn, useColumns } from './table-column.tsx';

export interface RowsColumn<Row> extends TableColumn<Row> {
  readonly minWidth?: number;
}

interface RowsTableProps<Row> {
  /** The table's name, for people who can't see it. */
  readonly label: string;
  readonly columns: readonly RowsColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isLoading: boolean;
  /** Said where there are no rows. */
  readonly empty: string;
  readonly header: ReactNode;
  readonly filter?: ReactNode;
  readonly pagination?: ReactNode;
  readonly testId: string;
}

/** The library's table: with a heading, filters and pages, and gone through by arrow keys. */
export function RowsTable<Row>(props: RowsTableProps<Row>): ReactNode {
  const { label, columns, rows, keyOf, isLoading, testId, ...parts } = props;
  const shown = useColumns(columns);
  return (
    <div data-testid={testId}>
      <Table
        {...parts}
        items={rows}
        trackBy={keyOf}
        loading={isLoading}
        loadingText={`Loading ${label.toLowerCase()}`}
        columnDefinitions={shown.map((column, index) => ({
          id: column.header,
          header: <Aligned isNumber={column.isNumber}>{column.header}</Aligned>,
          isRowHeader: index === 0,
          cell: (row: Row) => (
            <Aligned isNumber={column.isNumber}>
              <CellText column={column} row={row} />
            </Aligned>
          ),
          ...present({ minWidth: column.minWidth }),
        }))}
        contentDensity="compact"
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: label }}
      />
    </div>
  );
}

interface AlignedProps {
  readonly isNumber: boolean | undefined;
  readonly children: ReactNode;
}

function Aligned({ isNumber, children }: AlignedProps): ReactNode {
  return isNumber === true ? <div className="number">{children}</div> : children;
}
