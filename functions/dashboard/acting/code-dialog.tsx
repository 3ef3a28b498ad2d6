import { type ReactNode, useState } from 'react';
import { Field } from '../parts/field.tsx';
import { useAccount } from '../reading/account-context.ts';
import { creditsUnitText } from '../writing/credits.ts';
import { ActDialog } from './act-dialog.tsx';
import type { Act } from './use-act.ts';

/** Redeems a promotion code. */
export function CodeDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { accountId } = useAccount();
  const [code, setCode] = useState('');
  const act: Act = {
    name: 'redeem-promotion',
    content: code.trim(),
    send: (client, idempotencyKey) =>
      client.redeemPromotion({ accountId, body: { code: code.trim() }, idempotencyKey }),
  };
  return (
    <ActDialog
      title="Redeem a code"
      verb="Redeem it"
      act={code.trim() === '' ? undefined : act}
      doneText={({ entry }) => `It gave ${creditsUnitText(entry.credits)}.`}
      onClose={onClose}
    >
      <Field label="Code" value={code} isRequired lengthMax={64} onChange={setCode} />
      <p>What it promises is added at once. It can be redeemed once for this account.</p>
    </ActDialog>
  );
}
