import { type ReactNode, useState } from 'react';
import { chargeTypes } from '../../../shared/domain/ledger/charge.ts';
import { present } from '../../../shared/domain/present.ts';
import { Field } from '../parts/field.tsx';
import { useAccount } from '../reading/account-context.ts';
import type { Entry } from '../reading/shapes.ts';
import { creditsUnitText, sumOfCredits } from '../writing/credits.ts';
import { ActDialog } from './act-dialog.tsx';
import type { Act } from './use-act.ts';

const reasonMax = 200;

interface ReversalDialogProps {
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** True of an entry that took credits for use. */
export function isReversible({ type, credits }: Entry): boolean {
  return chargeTypes.some((each) => each === type) && credits > 0;
}

/** Gives back what a charge took, whole or in part. */
export function ReversalDialog({ entry, onClose }: ReversalDialogProps): ReactNode {
  const { accountId } = useAccount();
  const [part, setPart] = useState('');
  const [reason, setReason] = useState('');
  const left = sumOfCredits([entry.credits, -(entry.inAll?.credits ?? 0)]);
  const credits = part.trim() === '' ? undefined : Number(part);
  const isTold = credits === undefined || (credits > 0 && credits <= left);
  const act: Act = {
    name: 'reverse-debit',
    content: [entry.seq, credits, reason.trim()],
    send: (client, idempotencyKey) =>
      client.reverseDebit({
        accountId,
        seq: entry.seq,
        body: present({ credits, reason: reason.trim() === '' ? undefined : reason.trim() }),
        idempotencyKey,
      }),
  };
  return (
    <ActDialog
      title={`Undo the charge of entry ${entry.seq}`}
      verb="Give it back"
      act={isTold ? act : undefined}
      doneText={({ entry: done }) => `${creditsUnitText(done.credits)} were given back.`}
      onClose={onClose}
    >
      <Field label="Credits (all that is left of it when empty)" type="number" value={part} onChange={setPart} />
      <Field label="Why (optional)" value={reason} lengthMax={reasonMax} onChange={setReason} />
      <p role="status">
        {isTold
          ? `${creditsUnitText(credits ?? left)} go back to the grants that paid; what grants that have ended had paid is forfeited. A reversal can’t be taken back.`
          : `The charge was ${creditsUnitText(left)}.`}
      </p>
    </ActDialog>
  );
}
