import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { failureText } from '../../parts/read-notice.tsx';
import { WaysBackList } from '../../parts/way-back.tsx';
import type { Access, Account } from '../../reading/shapes.ts';
import { type Read, useRead } from '../../reading/use-read.ts';

/** The ways in which work may start again, by the gate; or why they can't be told. */
export function WaysBack({ account: { accountId, seq } }: { readonly account: Account }): ReactNode {
  const read = useRead({
    key: `access ${accountId}`,
    read: (client) => client.checkAccess({ accountId }),
    everyMs: minuteMs,
    since: seq,
  });
  const ways = read.value?.restore?.ways;
  const hasPacks = ways?.some(({ kind }) => kind === 'packs') === true;
  return (
    <div>
      <h3>{ways?.length === 1 ? 'The way back' : 'Ways back'}</h3>
      {ways === undefined ? (
        <p className="quiet">{waitingText(read)}</p>
      ) : (
        <WaysBackList ways={ways} accountId={accountId} />
      )}
      {hasPacks && <a href={`#/accounts/${encodeURIComponent(accountId)}/plan`}>Compare add-ons</a>}
    </div>
  );
}

function waitingText({ value, failure }: Read<Access>): string {
  if (value !== undefined) return 'None is needed: the gate is open again.';
  return failure === undefined ? 'Looking for them…' : `They can’t be told: ${failureText(failure)}`;
}
