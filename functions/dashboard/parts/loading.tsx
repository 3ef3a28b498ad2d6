import type { ReactNode } from 'react';

/** Takes about the room of what will be there, so that nothing below moves far. */
export function Loading({ what }: { readonly what: string }): ReactNode {
  return (
    <div className="loading" role="status">
      <span className="unseen">Loading {what}</span>
      <span className="loading-line" />
      <span className="loading-block" />
      <span className="loading-block" />
    </div>
  );
}
