import type { ReactNode } from 'react';
import type { Slice } from '../../reading/shapes.ts';
import { creditsText } from '../../writing/credits.ts';
import { sourceNames } from '../../writing/words.ts';

interface LinesTableProps {
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly credits: number;
    readonly from?: string;
  }[];
  readonly rateCard: string | undefined;
}

/** What was priced, and by which card. */
export function LinesTable({ lines, rateCard }: LinesTableProps): ReactNode {
  return (
    <table className="plain-table">
      <caption className="caption">
        Priced by {rateCard === undefined ? 'the rate card' : `rate card ${rateCard}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">SKU</th>
          <th scope="col" className="number">
            Quantity
          </th>
          <th scope="col" className="number">
            Credits
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ sku, quantity, credits, from }) => (
          <tr key={`${sku} ${from}`}>
            <th scope="row">{sku}</th>
            <td className="number">{creditsText(quantity)}</td>
            <td className="number">{creditsText(credits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SlicesTableProps {
  readonly title: string;
  readonly slices: readonly Slice[];
}

/** Which grants paid, or got something. */
export function SlicesTable({ title, slices }: SlicesTableProps): ReactNode {
  return (
    <table className="plain-table">
      <caption className="caption">{title}</caption>
      <tbody>
        {slices.map(({ grantId, source, credits, forfeited }) => (
          <tr key={`${grantId} ${forfeited}`}>
            <th scope="row">
              {sourceNames[source]} <span className="code quiet">{grantId}</span>
              {forfeited === true && ' (forfeited: it had ended)'}
            </th>
            <td className="number">{creditsText(credits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
