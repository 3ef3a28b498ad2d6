import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { MomentInBothZones } from '../../parts/moment.tsx';
import type { Access, Account } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { useRead } from '../../reading/use-read.ts';
import { creditsUnitText } from '../../writing/credits.ts';
import { fromNowText } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

type Way = NonNullable<NonNullable<Access['restore']>['ways']>[number];

/** R26: exactly what lets work start again, the smallest first, as the gate says it. */
export function WaysBack({ account }: { readonly account: Account }): ReactNode {
  const { accountId, seq } = account;
  const { value } = useRead({
    key: `access ${accountId}`,
    read: (client) => client.checkAccess({ accountId }),
    everyMs: minuteMs,
    since: seq,
  });
  const ways = value?.restore?.ways;
  if (ways === undefined) return null;
  return (
    <div>
      <h3>{ways.length === 1 ? 'The way back' : 'Ways back'}</h3>
      {ways.length === 0 ? (
        <p>Neither a pack nor any of the next twelve renewals brings credits back.</p>
      ) : (
        <ul className="plain-list">
          {ways.map((way) => (
            <li key={way.kind === 'packs' ? way.packId : way.kind}>
              <WayBack way={way} account={account} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function WayBack({ way, account }: { readonly way: Way; readonly account: Account }): ReactNode {
  switch (way.kind) {
    case 'hold-end':
      return (
        <>
          <strong>Wait for work in progress</strong>, which ends <Instant at={way.at} /> at the latest: what it doesn’t
          use comes back
        </>
      );
    case 'raise-limits':
      return (
        <>
          <strong>Raise</strong>{' '}
          {way.limits.map(({ limitId, credits }) => `${limitId} to ${creditsUnitText(credits)}`).join(' and ')}
        </>
      );
    case 'packs':
      return (
        <>
          <strong>Buy an add-on:</strong> {packText(way)}. It counts at once.{' '}
          <a href={`#/accounts/${encodeURIComponent(account.accountId)}/plan`}>Compare</a>
        </>
      );
    case 'renewal':
      return (
        <>
          <strong>Wait for the renewal</strong> <Instant at={way.at} />
        </>
      );
    default:
      return way satisfies never;
  }
}

/** Debts are repaid first, so that it may take several. */
function packText({ packId, count, credits, price }: Extract<Way, { kind: 'packs' }>): string {
  const times = count === 1 ? '' : `${count} × `;
  return `${times}${packId} (${creditsUnitText(credits)}${price === undefined ? '' : `, ${moneyText(price)}`})`;
}

function Instant({ at }: { readonly at: string }): ReactNode {
  const nowMs = useNow(minuteMs);
  return (
    <>
      {fromNowText(Date.parse(at), nowMs)}: <MomentInBothZones at={at} />
    </>
  );
}
