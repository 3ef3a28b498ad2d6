import type { ReactNode } from 'react';
import { useAccount } from '../reading/account-context.ts';
import { useZone } from '../reading/use-zone.ts';
import { exactInstantText, instantText, viewerZone, zonelessText } from '../writing/instants.ts';

interface MomentProps {
  readonly at: string;
  readonly isExact?: boolean;
}

/** An instant in the zone that the page goes by, the account's mostly; its tip has the viewer's, and UTC. */
export function Moment({ at, isExact = false }: MomentProps): ReactNode {
  const { timeZone } = useZone();
  const text = isExact ? exactInstantText : instantText;
  return (
    <time dateTime={at} title={`${text(at, viewerZone)} for you, ${at}`}>
      {text(at, timeZone)}
    </time>
  );
}

/** Without the name of the zone, where that stands nearby. */
export function ShortMoment({ at, isExact = false }: MomentProps): ReactNode {
  const { timeZone } = useZone();
  return (
    <time dateTime={at} title={`${exactInstantText(at, viewerZone)} for you, ${at}`}>
      {zonelessText(at, timeZone, isExact ? 'medium' : 'short')}
    </time>
  );
}

/** An instant that is waited for: in the account's zone, and in the viewer's where that is another. */
export function MomentInBothZones({ at }: { readonly at: string }): ReactNode {
  const { timeZone } = useAccount();
  const ofAccount = instantText(at, timeZone);
  const ofViewer = instantText(at, viewerZone);
  return (
    <time dateTime={at} title={at}>
      {ofAccount}
      {ofViewer !== ofAccount && <span className="quiet"> · {ofViewer} for you</span>}
    </time>
  );
}
