import type { ReactNode } from 'react';

/** A frame for content that may be wider than the screen: it scrolls by itself, by keyboard too. */
export function Scroller({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the arrow keys.
    <section className="scroller" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
