import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import { Amount } from '../../parts/amount.tsx';
import type { Sheet } from '../../parts/download-button.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import type { Movement, Statement } from '../../reading/shapes.ts';
import { creditsText, exactText, signedCreditsText, sumOfCredits } from '../../writing/credits.ts';
import { categoryNames, movementNames, sourceNames } from '../../writing/words.ts';

interface Line {
  readonly name: string;
  readonly subject: string;
  readonly credits: ReactNode;
  readonly overrun: ReactNode;
  readonly debt: ReactNode;
  readonly quantity: string;
}

/** The movements add up to the difference of the balances, credits, overrun and debt each by itself. */
export function StatementTable({ statement }: { readonly statement: Statement }): ReactNode {
  const { opening, closing, movements } = statement;
  const moves = (member: 'overrun' | 'debt'): boolean =>
    [opening, closing, ...movements].some(({ [member]: credits = 0 }) => credits !== 0);
  const isNarrow = useNarrow();
  const end = balanceLine('Closing', closing);
  const columns: readonly PlainColumn<Line>[] = [
    {
      header: 'Movement',
      cell: ({ name }) => name,
      below: ({ quantity, subject }) => [quantity, subject].filter((text) => text !== '').join(' of '),
      total: (
        <>
          {end.name}
          {isNarrow && <div className="quiet">{end.subject}</div>}
        </>
      ),
    },
    { header: 'Of', isWideOnly: true, cell: ({ subject }) => subject, total: end.subject },
    { header: 'Credits', isNumber: true, cell: ({ credits }) => credits, total: end.credits },
    {
      header: 'Overrun',
      isNumber: true,
      isWideOnly: !moves('overrun'),
      cell: ({ overrun }) => overrun,
      total: end.overrun,
    },
    ...(moves('debt') ? [{ header: 'Debt', isNumber: true, cell: ({ debt }: Line) => debt, total: end.debt }] : []),
    { header: 'Quantity', isNumber: true, isWideOnly: true, cell: ({ quantity }) => quantity },
  ];
  return (
    <PlainTable
      label="Statement"
      testId="statement"
      rows={[balanceLine('Opening', opening), ...movements.map(movementLine)]}
      keyOf={({ name, subject }) => `${name} ${subject}`}
      columns={columns}
    />
  );
}

function balanceLine(name: string, { available, held, overrun, debt = 0 }: Statement['opening']): Line {
  return {
    name,
    subject: held > 0 ? `of them ${creditsText(held)} held` : '',
    credits: <Amount exact={sumOfCredits([available, held])} />,
    overrun: <Amount exact={overrun} />,
    debt: <Amount exact={debt} />,
    quantity: '',
  };
}

function movementLine(movement: Movement): Line {
  const { type, credits, overrun, debt } = movement;
  return {
    name: movementNames[type],
    subject: subjectOf(movement),
    credits: signed(credits),
    overrun: signedOrNothing(overrun),
    debt: signedOrNothing(debt),
    quantity: quantityText(movement),
  };
}

/** The columns of the service's own file. */
export function statementSheet({ opening, closing, movements }: Statement): Sheet {
  const balanceRow = (type: string, { available, held, overrun, debt = 0 }: Statement['opening']): unknown[] => [
    ...[type, '', '', '', '', '', ''],
    ...[sumOfCredits([available, held]), overrun, debt, '', ''],
  ];
  return {
    columns: [
      ...['type', 'source', 'category', 'sku', 'packId', 'quantity', 'quantityHours'],
      ...['credits', 'overrun', 'debt', 'late', 'others'],
    ],
    rows: [
      balanceRow('opening', opening),
      ...movements.map(({ type, source, category, sku, packId, quantity, quantityHours, credits, ...rest }) => [
        ...[type, source, category, sku, packId, quantity, quantityHours, credits],
        ...[rest.overrun ?? 0, rest.debt ?? 0, rest.late, rest.others],
      ]),
      balanceRow('closing', closing),
    ],
  };
}

function subjectOf({ source, category, sku, others, packId }: Movement): string {
  const names = [
    source === undefined ? undefined : sourceNames[source],
    packId,
    sku ?? (category === undefined ? undefined : categoryNames[category]),
    others === true ? 'other SKUs' : undefined,
  ];
  return names.filter((name) => name !== undefined).join(' · ');
}

function quantityText({ quantity, quantityHours, sku = '' }: Movement): string {
  if (quantity !== undefined) return exactText(quantity);
  return quantityHours === undefined ? '' : `${exactText(quantityHours)} ${hoursUnit(sku)}`;
}

/** `GB-hours` of `platform.log-storage.gb-hour`. */
function hoursUnit(sku: string): string {
  const [, kept] = /[.]([a-z]+)-hour$/.exec(sku) ?? [];
  if (kept === undefined) return 'hours';
  return `${kept.length <= 3 ? kept.toUpperCase() : kept}-hours`;
}

function signed(credits: number): ReactNode {
  return <Amount exact={credits} text={signedCreditsText(credits)} />;
}

function signedOrNothing(credits: number | undefined): ReactNode {
  return credits === undefined ? '' : signed(credits);
}
