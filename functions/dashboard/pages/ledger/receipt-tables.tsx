import type { ReactNode } from 'react';
import { PlainTable } from '../../parts/plain-table.tsx';
import type { Entry, Slice } from '../../reading/shapes.ts';
import { exactText } from '../../writing/credits.ts';
import { sourceNames } from '../../writing/words.ts';

/** Each of a receipt's tables has its title as the header of its first column. */

export function BalancesTable({ entry: { before, after } }: { readonly entry: Entry }): ReactNode {
  const balances = [
    { name: 'Available before', credits: before },
    { name: 'Available after', credits: after.available },
    { name: 'Held after', credits: after.held },
    { name: 'Overrun after', credits: after.overrun },
    ...(after.debt === undefined ? [] : [{ name: 'Debt after', credits: after.debt }]),
  ];
  return (
    <PlainTable
      label="Balance"
      rows={balances}
      keyOf={({ name }) => name}
      columns={[{ header: 'Balance', cell: ({ name }) => name }, creditsColumn]}
    />
  );
}

interface LinesTableProps {
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly credits: number;
    readonly from?: string;
  }[];
  readonly rateCard: string | undefined;
}

/** The priced usage, and by which card. */
export function LinesTable({ lines, rateCard }: LinesTableProps): ReactNode {
  const title = `Priced by ${rateCard === undefined ? 'the rate card' : `rate card ${rateCard}`}`;
  return (
    <PlainTable
      label={title}
      rows={lines}
      keyOf={({ sku, from }) => `${sku} ${from}`}
      columns={[
        { header: title, cell: ({ sku }) => sku },
        { header: 'Quantity', isNumber: true, cell: ({ quantity }) => exactText(quantity) },
        creditsColumn,
      ]}
    />
  );
}

interface SlicesTableProps {
  readonly title: string;
  readonly slices: readonly Slice[];
}

/** Which grants paid, or got something. */
export function SlicesTable({ title, slices }: SlicesTableProps): ReactNode {
  return (
    <PlainTable
      label={title}
      rows={slices}
      keyOf={({ grantId, forfeited }) => `${grantId} ${forfeited}`}
      columns={[{ header: title, cell: (slice) => <SliceName slice={slice} /> }, creditsColumn]}
    />
  );
}

function SliceName({ slice: { source, grantId, forfeited } }: { readonly slice: Slice }): ReactNode {
  return (
    <>
      {sourceNames[source]} <span className="code quiet">{grantId}</span>
      {forfeited === true && ' (forfeited: it had ended)'}
    </>
  );
}

const creditsColumn = {
  header: 'Credits',
  isNumber: true,
  cell: ({ credits }: { readonly credits: number }) => exactText(credits),
} as const;
