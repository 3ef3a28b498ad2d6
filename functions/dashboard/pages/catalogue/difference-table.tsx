import type { ReactNode } from 'react';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import type { Difference } from './card-difference.ts';

const rowsMax = 50;

const columns: readonly PlainColumn<Difference>[] = [
  { header: 'What', cell: ({ what }) => what, below: ({ kind }) => kind },
  { header: 'Change', isWideOnly: true, cell: ({ kind }) => kind },
  { header: 'From', cell: ({ from }) => from || '–' },
  { header: 'To', cell: ({ to }) => to || '–' },
];

interface DifferenceTableProps {
  readonly label: string;
  readonly testId: string;
  readonly differences: readonly Difference[];
}

/** The differences of two versions, and how many of each kind there are. */
export function DifferenceTable({ label, testId, differences }: DifferenceTableProps): ReactNode {
  if (differences.length === 0) return <p className="quiet">They say the same.</p>;
  const count = (kind: Difference['kind']): number => differences.filter((each) => each.kind === kind).length;
  return (
    <>
      <p>{`${count('Changed')} changed, ${count('Added')} added, ${count('Removed')} removed.`}</p>
      <PlainTable
        label={label}
        testId={testId}
        rows={differences.slice(0, rowsMax)}
        keyOf={({ what }) => what}
        columns={columns}
      />
      {differences.length > rowsMax && (
        <p className="quiet">{`The first ${rowsMax} of ${differences.length} are shown.`}</p>
      )}
    </>
  );
}
