import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type StateKind = 'success' | 'warning' | 'error' | 'info' | 'stopped' | 'pending';

/** A state in a word, with its picture and colour: the word alone says it. */
export function StateMark({ kind, children }: { readonly kind: StateKind; readonly children: ReactNode }): ReactNode {
  return (
    <span className={`state-mark state-${kind}`}>
      <Icon name={kind} /> {children}
    </span>
  );
}
