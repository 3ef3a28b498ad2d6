import type { ReactNode } from 'react';
import { useNarrow } from '../look/use-narrow.ts';

/** A column of any table here. The first one names the row. */
export interface TableColumn<Row> {
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  readonly isNumber?: boolean;
  /** Pixels that it has at least. */
  readonly minWidth?: number;
  /** Small screens leave it out. What they can't do without stands `below` another. */
  readonly isWideOnly?: boolean;
  /** On small screens, under the cell's own. */
  readonly below?: (row: Row) => ReactNode;
}

/** The columns that there is room for, with what stands below their cells. */
export function useColumns<Column extends TableColumn<never>>(columns: readonly Column[]): readonly Column[] {
  const isNarrow = useNarrow();
  return isNarrow ? columns.filter(({ isWideOnly }) => isWideOnly !== true) : columns;
}

interface CellTextProps<Row> {
  readonly column: TableColumn<Row>;
  readonly row: Row;
}

/** The text that stands in a cell. */
export function CellText<Row>({ column: { cell, below }, row }: CellTextProps<Row>): ReactNode {
  const isNarrow = useNarrow();
  return (
    <>
      {cell(row)}
      {isNarrow && below !== undefined && <div className="quiet">{below(row)}</div>}
    </>
  );
}
