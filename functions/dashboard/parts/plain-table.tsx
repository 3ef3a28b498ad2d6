import type { ReactNode } from 'react';
import { Scroller } from './scroller.tsx';
import { CellText, type TableColumn, useColumns } from './table-column.tsx';

export interface PlainColumn<Row> extends TableColumn<Row> {
  /** The total of all rows, in the table's foot, which is there once any column has one. */
  readonly total?: ReactNode;
  /** Identifiers are written as code. */
  readonly isCode?: boolean;
}

interface PlainTableProps<Row> {
  /** The table's name, for people who can't see it. */
  readonly label: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Stands in place of rows where there are none. */
  readonly empty?: ReactNode;
  readonly testId?: string;
}

/** A few rows to be read at a glance. What is long, paged or filtered is a `RowsTable`. */
export function PlainTable<Row>({ label, columns, rows, keyOf, empty, testId }: PlainTableProps<Row>): ReactNode {
  const shown = useColumns(columns);
  return (
    <Scroller label={label}>
      <table className="plain-table" data-testid={testId}>
        <thead>
          <tr>
            {shown.map(({ header, isNumber, minWidth }) => (
              <th
                key={header}
                scope="col"
                className={isNumber === true ? 'number' : undefined}
                style={minWidth === undefined ? undefined : { minInlineSize: minWidth }}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && empty !== undefined && (
            <tr>
              <td colSpan={shown.length} className="table-empty">
                {empty}
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {shown.map((column, index) => (
                <Cell key={column.header} isFirst={index === 0} column={column}>
                  <CellText column={column} row={row} />
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {shown.some(({ total }) => total !== undefined) && (
          <tfoot>
            <tr>
              {shown.map((column, index) => (
                <Cell key={column.header} isFirst={index === 0} column={column}>
                  {column.total}
                </Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </Scroller>
  );
}

interface CellProps {
  readonly isFirst: boolean;
  readonly column: Look;
  readonly children: ReactNode;
}

function Cell({ isFirst, column, children }: CellProps): ReactNode {
  const className = classOf(column);
  if (!isFirst) return <td className={className}>{children}</td>;
  return (
    <th scope="row" className={className}>
      {children}
    </th>
  );
}

type Look = Pick<PlainColumn<never>, 'isNumber' | 'isCode'>;

function classOf({ isNumber, isCode }: Look): string | undefined {
  if (isNumber === true) return 'number';
  return isCode === true ? 'code' : undefined;
}
