import { type ReactNode, useState } from 'react';
import { useClient } from '../reading/client-context.ts';
import { useArePacksSold } from '../reading/payments-context.ts';
import { readAnswer } from '../reading/read-answer.ts';
import { useMay } from '../session/use-may.ts';
import { Button } from './button.tsx';
import { failureText } from './read-notice.tsx';

interface BuyButtonProps {
  readonly accountId: string;
  readonly packId: string;
}

/** Leads to where one pack is paid, and back to this page. It changes nothing: a payment does. Nothing where packs aren't sold. */
export function BuyButton({ accountId, packId }: BuyButtonProps): ReactNode {
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const isAllowed = useMay('createCheckout', accountId);
  if (!useArePacksSold() || !isAllowed) return null;
  const buy = async (): Promise<void> => {
    setIsAsking(true);
    setFailure(undefined);
    const returnUrl = window.location.href;
    const answer = await readAnswer(client.createCheckout({ accountId, body: { packId, returnUrl } }));
    if (answer.kind === 'read') window.location.assign(answer.value.url);
    else setFailure(failureText(answer.failure));
    setIsAsking(false);
  };
  return (
    <>
      {' '}
      <Button label={`Buy ${packId}`} isBusy={isAsking} onClick={() => void buy()}>
        Buy
      </Button>
      {failure !== undefined && <span role="alert"> It can’t be bought now: {failure}</span>}
    </>
  );
}
