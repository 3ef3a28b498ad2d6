import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Notice } from '../parts/notice.tsx';
import { useAccount } from '../reading/account-context.ts';
import type { Receipt } from '../reading/shapes.ts';
import { ActFailure } from './act-failure.tsx';
import { type Act, useAct } from './use-act.ts';

interface ActDialogProps {
  readonly title: string;
  /** Names the one button that does it: a verb and its object. */
  readonly verb: string;
  /** The act as the person has told it so far; undefined while something is missing. */
  readonly act: Act | undefined;
  /** The fields, and in words what will come of it. */
  readonly children: ReactNode;
  readonly doneText: (receipt: Receipt) => string;
  /** Names the act that takes it back, by what came of it; undefined where there is none. */
  readonly undo?: (receipt: Receipt) => Act | undefined;
  readonly onClose: () => void;
}

/** Asks once for a change of the account, says before what will come of it and after what has, and offers to take it back. */
export function ActDialog({ title, verb, act, children, doneText, undo, onClose }: ActDialogProps): ReactNode {
  const { state, carryOut } = useAct(useAccount());
  const [back, setBack] = useState<Act>();
  const isBack = back !== undefined;
  const takeBack = (wayBack: Act): void => {
    setBack(wayBack);
    void carryOut(wayBack);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next = back ?? act;
    if (next !== undefined) void carryOut(next);
  };
  if (state.kind === 'done') {
    const { seq } = state.receipt.entry;
    const wayBack = isBack ? undefined : undo?.(state.receipt);
    const titles = isBack ? 'Taken back' : state.isRepeat ? 'It was done already' : 'Done';
    return (
      <Dialog title={title} onClose={onClose}>
        <Notice
          kind="success"
          title={titles}
          action={wayBack !== undefined && <Button onClick={() => takeBack(wayBack)}>Take it back</Button>}
        >
          {isBack ? 'It is as it was before.' : doneText(state.receipt)} The ledger has it as entry {seq}.
        </Notice>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        {state.kind === 'failed' && <ActFailure failure={state.failure} />}
        {!isBack && children}
        <div className="act-bar">
          <Button
            kind="primary"
            type="submit"
            isBusy={state.kind === 'sending'}
            isDisabled={!isBack && act === undefined}
          >
            {isBack ? 'Take it back' : verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
