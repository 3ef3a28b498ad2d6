import { Fragment, type ReactNode } from 'react';

/** A name that goes on in the next line after its separators, before a word of it has to be broken. */
export function Breakable({ children }: { readonly children: string }): ReactNode {
  return children.split(/(?<=[._:/@|])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
