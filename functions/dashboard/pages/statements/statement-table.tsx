import type { ReactNode } from 'react';
import type { Sheet } from '../../parts/download-button.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { Movement, Statement } from '../../reading/shapes.ts';
import { creditsText, signedCreditsText, sumOfCredits } from '../../writing/credits.ts';
import { categoryNames, movementNames, sourceNames } from '../../writing/words.ts';

/** The movements add up to the difference of the balances, credits, overrun and debt each by itself. */
export function StatementTable({ statement }: { readonly statement: Statement }): ReactNode {
  const { opening, closing, movements } = statement;
  const hasDebt = [opening, closing].some(({ debt = 0 }) => debt > 0) || movements.some(({ debt = 0 }) => debt !== 0);
  return (
    <Scroller label="Statement">
      <table className="plain-table" data-testid="statement">
        <thead>
          <tr>
            <th scope="col">Movement</th>
            <th scope="col">Of</th>
            <th scope="col" className="number">
              Credits
            </th>
            <th scope="col" className="number">
              Overrun
            </th>
            {hasDebt && (
              <th scope="col" className="number">
                Debt
              </th>
            )}
            <th scope="col" className="number">
              Quantity
            </th>
          </tr>
        </thead>
        <tbody>
          <BalanceRow name="Opening" balance={opening} hasDebt={hasDebt} />
          {movements.map((movement) => (
            <tr key={[movement.type, subjectOf(movement)].join()}>
              <th scope="row">{movementNames[movement.type]}</th>
              <td className="breakable">{subjectOf(movement)}</td>
              <td className="number">{signedCreditsText(movement.credits)}</td>
              <td className="number">{signedOrNothing(movement.overrun)}</td>
              {hasDebt && <td className="number">{signedOrNothing(movement.debt)}</td>}
              <td className="number">{quantityText(movement)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <BalanceRow name="Closing" balance={closing} hasDebt={hasDebt} />
        </tfoot>
      </table>
    </Scroller>
  );
}

interface BalanceRowProps {
  readonly name: string;
  readonly balance: Statement['opening'];
  readonly hasDebt: boolean;
}

function BalanceRow({ name, balance: { available, held, overrun, debt = 0 }, hasDebt }: BalanceRowProps): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="quiet">{held > 0 ? `of them ${creditsText(held)} held` : ''}</td>
      <td className="number">{creditsText(sumOfCredits([available, held]))}</td>
      <td className="number">{creditsText(overrun)}</td>
      {hasDebt && <td className="number">{creditsText(debt)}</td>}
      <td />
    </tr>
  );
}

/** The columns of the service's own file. */
export function statementSheet({ opening, closing, movements }: Statement): Sheet {
  const balanceRow = (type: string, { available, held, overrun, debt = 0 }: Statement['opening']): unknown[] => [
    ...[type, '', '', '', '', '', ''],
    ...[sumOfCredits([available, held]), overrun, debt],
  ];
  return {
    columns: ['type', 'source', 'category', 'sku', 'packId', 'quantity', 'quantityHours', 'credits', 'overrun', 'debt'],
    rows: [
      balanceRow('opening', opening),
      ...movements.map(({ type, source, category, sku, packId, quantity, quantityHours, credits, ...rest }) => [
        ...[type, source, category, sku, packId, quantity, quantityHours, credits],
        ...[rest.overrun ?? 0, rest.debt ?? 0],
      ]),
      balanceRow('closing', closing),
    ],
  };
}

function subjectOf({ source, category, sku, packId }: Movement): string {
  const names = [
    source === undefined ? undefined : sourceNames[source],
    packId,
    sku ?? (category === undefined ? undefined : categoryNames[category]),
  ];
  return names.filter((name) => name !== undefined).join(' · ');
}

function quantityText({ quantity, quantityHours }: Movement): string {
  if (quantity !== undefined) return creditsText(quantity);
  return quantityHours === undefined ? '' : `${creditsText(quantityHours)} hours`;
}

function signedOrNothing(credits: number | undefined): string {
  return credits === undefined ? '' : signedCreditsText(credits);
}
