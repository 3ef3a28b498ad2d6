import type { ReactNode } from 'react';

interface ProgressProps {
  readonly label: string;
  /** From 0 to 100. */
  readonly percent: number;
  /** Stands below, in words. */
  readonly children?: ReactNode;
}

/** How far something is: a bar, its number, and what that means. */
export function Progress({ label, percent, children }: ProgressProps): ReactNode {
  return (
    <div className="progress">
      <div className="progress-line">
        <progress className="limit-bar" aria-label={label} max={100} value={percent} />
        <span className="progress-number">{percent}%</span>
      </div>
      {children !== undefined && <div className="quiet">{children}</div>}
    </div>
  );
}
