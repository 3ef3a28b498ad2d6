import type { ReactNode } from 'react';

interface PageHeadingProps {
  readonly title: string;
  readonly children?: ReactNode;
}

export function PageHeading({ title, children }: PageHeadingProps): ReactNode {
  return (
    <div className="page-heading">
      <h1>{title}</h1>
      {children !== undefined && <div className="page-heading-end">{children}</div>}
    </div>
  );
}
