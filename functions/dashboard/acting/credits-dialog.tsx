import { type ReactNode, useState } from 'react';
import type { CreditsClient } from '../../../shared/client/credits-client.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { useAccount } from '../reading/account-context.ts';
import { useSession } from '../session/session-context.ts';
import { creditsUnitText, sumOfCredits } from '../writing/credits.ts';
import { ActDialog } from './act-dialog.tsx';
import type { Act } from './use-act.ts';

type Adjustment = Parameters<CreditsClient['adjustCredits']>[0]['body'];

const directions = [
  { value: 'add', label: 'Give credits' },
  { value: 'remove', label: 'Take credits' },
] as const;

/** Gives or takes credits by hand, with a reason. Who did it is in the ledger twice: as the session, and as the name in it. */
export function CreditsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { accountId, available } = useAccount();
  const { name = 'the local service', caller } = useSession();
  const [direction, setDirection] = useState<(typeof directions)[number]['value']>('add');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const credits = Number(text);
  const isTold = credits > 0 && reason.trim() !== '';
  const act = (way: 'add' | 'remove', why: string): Act => {
    const body: Adjustment = { credits, direction: way, reason: why, actor: caller ?? name };
    return {
      name: 'adjust-credits',
      content: body,
      send: (client, idempotencyKey) => client.adjustCredits({ accountId, body, idempotencyKey }),
    };
  };
  const after = sumOfCredits([available, direction === 'add' ? credits : -credits]);
  return (
    <ActDialog
      title="Give or take credits"
      verb={direction === 'add' ? 'Give them' : 'Take them'}
      act={isTold ? act(direction, reason.trim()) : undefined}
      undo={() => act(direction === 'add' ? 'remove' : 'add', `taken back: ${reason.trim()}`.slice(0, reasonMax))}
      doneText={({ balance }) => `${creditsUnitText(balance.available)} are available now.`}
      onClose={onClose}
    >
      <div className="job-row">
        <SelectField label="What" options={directions} value={direction} onChange={setDirection} />
        <Field label="Credits" type="number" value={text} isRequired onChange={setText} />
      </div>
      <Field label="Why, for the ledger" value={reason} isRequired lengthMax={reasonMax} onChange={setReason} />
      <p role="status">
        {credits > 0
          ? `${creditsUnitText(available)} are available; then it will be ${creditsUnitText(after)}, less what is used meanwhile.${direction === 'add' ? ' They end with the cycle.' : ''}`
          : 'Credits that are given end with the cycle.'}
      </p>
    </ActDialog>
  );
}

const reasonMax = 200;
