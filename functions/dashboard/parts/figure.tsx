import type { ReactNode } from 'react';
import { creditsText, exactText } from '../writing/credits.ts';

interface FigureProps {
  readonly credits: number;
  readonly size?: 'large' | 'small';
  /** Two decimals, rounded down: what is shown can be spent. */
  readonly isShort?: boolean;
  /** To the last digit, as in receipts. */
  readonly isExact?: boolean;
}

/** An amount to be seen from afar: the fraction is there, and smaller. */
export function Figure({ credits, size = 'large', isShort = false, isExact = false }: FigureProps): ReactNode {
  const shown = isShort ? Math.floor(Math.round(credits * 1e6) / 1e4) / 100 : credits;
  const [whole, fraction] = (isExact ? exactText(shown) : creditsText(shown)).split('.');
  return (
    <span className={`figure figure-${size}`}>
      {whole}
      {fraction !== undefined && <span className="figure-fraction">.{fraction}</span>}
      <span className="figure-unit"> {credits === 1 ? 'credit' : 'credits'}</span>
    </span>
  );
}
