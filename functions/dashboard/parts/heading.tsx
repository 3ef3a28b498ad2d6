import type { ReactNode } from 'react';

export interface HeadingProps {
  readonly title: string;
  /** How many there are, behind the title. */
  readonly count?: string | undefined;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a part of a page, with what can be done with it. */
export function Heading({ title, count, description, actions }: HeadingProps): ReactNode {
  return (
    <div className="heading">
      <div className="heading-text">
        <h2>
          {title}
          {count !== undefined && <span className="heading-count"> ({count})</span>}
        </h2>
        {description !== undefined && <p className="quiet">{description}</p>}
      </div>
      {actions !== undefined && <div className="heading-actions">{actions}</div>}
    </div>
  );
}
