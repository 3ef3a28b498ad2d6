import type { ReactNode } from 'react';
import { creditsText } from '../writing/credits.ts';

interface FigureProps {
  readonly credits: number;
  readonly size?: 'large' | 'small';
}

/** An amount to be seen from afar, to its last digit: the fraction is there, and smaller. */
export function Figure({ credits, size = 'large' }: FigureProps): ReactNode {
  const [whole, fraction] = creditsText(credits).split('.');
  return (
    <span className={`figure figure-${size}`}>
      {whole}
      {fraction !== undefined && <span className="figure-fraction">.{fraction}</span>}
      <span className="figure-unit"> {credits === 1 ? 'credit' : 'credits'}</span>
    </span>
  );
}
