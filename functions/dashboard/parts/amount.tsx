import type { ReactNode } from 'react';
import { creditsText, exactText } from '../writing/credits.ts';

interface AmountProps {
  readonly exact: number;
  /** Two decimals of it where left out. */
  readonly text?: string;
  readonly testId?: string;
}

/** An amount as it is shown, rounded, with the exact one in the document: for the pointer that rests on it, and for programs. */
export function Amount({ exact, text = creditsText(exact), testId }: AmountProps): ReactNode {
  return (
    <data value={exact} title={exactText(exact)} data-testid={testId}>
      {text}
    </data>
  );
}
