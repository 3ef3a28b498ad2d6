import type { ReactNode } from 'react';
import { Heading, type HeadingProps } from './heading.tsx';

interface PanelProps extends HeadingProps {
  readonly children: ReactNode;
}

/** A part of a page under its own heading. */
export function Panel({ children, ...heading }: PanelProps): ReactNode {
  return (
    <section className="panel">
      <Heading {...heading} />
      {children}
    </section>
  );
}
