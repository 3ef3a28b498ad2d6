import type { ReactNode } from 'react';

interface AddingUpProps {
  readonly read: number;
  readonly inAll: number;
}

/** How far the adding up of entries is. */
export function AddingUp({ read, inAll }: AddingUpProps): ReactNode {
  return (
    <p className="quiet" role="status">
      Adding up: {read.toLocaleString('en')} of {inAll.toLocaleString('en')} entries…
    </p>
  );
}
