import type { ReactNode } from 'react';
import { useAccount } from '../reading/account-context.ts';
import { limitText } from '../writing/limit-text.ts';
import { ActDialog } from './act-dialog.tsx';
import { type Limit, removalAct, settingBack } from './limit-terms.ts';

interface LimitRemovalDialogProps {
  readonly limit: Limit;
  readonly onClose: () => void;
}

/** Takes a spending limit away. */
export function LimitRemovalDialog({ limit, onClose }: LimitRemovalDialogProps): ReactNode {
  const { accountId } = useAccount();
  return (
    <ActDialog
      title={`Take the limit ${limit.limitId} away`}
      verb="Take it away"
      act={removalAct(accountId, limit.limitId)}
      undo={() => settingBack(accountId, limit)}
      doneText={() => 'It stops nothing any more.'}
      onClose={onClose}
    >
      <p>
        <strong>{limitText(limit)}</strong> stops nothing from then on. Set anew, it begins to count at nothing.
      </p>
    </ActDialog>
  );
}
