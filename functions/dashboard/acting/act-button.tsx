import { type ReactNode, useState } from 'react';
import { Button, type ButtonProps } from '../parts/button.tsx';
import { useAccount } from '../reading/account-context.ts';
import type { Act as ActName } from '../session/session.ts';
import { useMay } from '../session/use-may.ts';

interface ActButtonProps {
  readonly may: ActName;
  readonly text: string;
  readonly label?: string;
  readonly kind?: NonNullable<ButtonProps['kind']>;
  readonly dialog: (onClose: () => void) => ReactNode;
}

/** A button that opens an act’s dialog; nothing for whoever’s role doesn’t cover it, and of a closed account. */
export function ActButton({ may, text, label, kind = 'normal', dialog }: ActButtonProps): ReactNode {
  const { accountId, state } = useAccount();
  const [isOpen, setIsOpen] = useState(false);
  const isAllowed = useMay(may, accountId);
  if (!isAllowed || state === 'closed' || state === 'quarantined') return null;
  return (
    <>
      <Button kind={kind} label={label} onClick={() => setIsOpen(true)}>
        {text}
      </Button>
      {isOpen && dialog(() => setIsOpen(false))}
    </>
  );
}
