import type { ReactNode } from 'react';
import { creditsText } from '../writing/credits.ts';

export interface BarPart {
  readonly name: string;
  readonly credits: number;
  readonly tone: 'plan' | 'add-on' | 'adjustment' | 'held' | 'used';
}

/** How a whole is made up: a bar, and the same in words and numbers below it. */
export function AmountBar({ parts }: { readonly parts: readonly BarPart[] }): ReactNode {
  const shown = parts.filter(({ credits }) => credits > 0);
  return (
    <div>
      <div className="amount-bar" aria-hidden="true">
        {shown.map(({ name, credits, tone }) => (
          <span key={name} className={`tone-${tone}`} style={{ flexGrow: credits }} />
        ))}
      </div>
      <ul className="amount-legend">
        {shown.map(({ name, credits, tone }) => (
          <li key={name}>
            <span className={`amount-dot tone-${tone}`} aria-hidden="true" />
            {name} <strong>{creditsText(credits)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
