import type { ReactNode } from 'react';
import { minuteMs } from '../../../shared/domain/time.ts';
import type { Access } from '../reading/shapes.ts';
import { useNow } from '../reading/use-now.ts';
import { creditsUnitText } from '../writing/credits.ts';
import { fromNowText } from '../writing/instants.ts';
import { moneyText } from '../writing/words.ts';
import { BuyButton } from './buy-button.tsx';
import { MomentInBothZones } from './moment.tsx';

export type Way = NonNullable<NonNullable<Access['restore']>['ways']>[number];

interface WaysBackListProps {
  readonly ways: readonly Way[];
  /** The account that packs may be bought for here; left out where they are only named. */
  readonly accountId?: string;
}

/** R26: ways that each let the work start, the smallest first, as the service names them. */
export function WaysBackList({ ways, accountId }: WaysBackListProps): ReactNode {
  if (ways.length === 0) return <p>Nothing in sight does: neither packs nor any of the next twelve renewals.</p>;
  return (
    <ul className="plain-list">
      {ways.map((way) => (
        <li key={way.kind === 'packs' ? way.packId : way.kind}>
          <WayBack way={way} />
          {way.kind === 'packs' && accountId !== undefined && <BuyButton accountId={accountId} packId={way.packId} />}
        </li>
      ))}
    </ul>
  );
}

function WayBack({ way }: { readonly way: Way }): ReactNode {
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
          <strong>Raise the limit</strong>{' '}
          {way.limits.map(({ limitId, credits }) => `${limitId} to ${creditsUnitText(credits)}`).join(' and ')}
        </>
      );
    case 'packs':
      return (
        <>
          <strong>Buy an add-on:</strong> {packText(way)}. It counts at once.
        </>
      );
    case 'payment':
      return (
        <>
          <strong>Pay for the plan</strong>: its credits go on at once
        </>
      );
    case 'limit-reset':
      return (
        <>
          <strong>Wait for the limit</strong>: it lets this through <Instant at={way.at} />
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
