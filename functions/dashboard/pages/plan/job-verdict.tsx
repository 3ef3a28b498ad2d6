import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { MomentInBothZones } from '../../parts/moment.tsx';
import type { Quote } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText } from '../../writing/credits.ts';
import { moneyText } from '../../writing/words.ts';

/** Now, or when, or with what; and how the price is reckoned. */
export function JobVerdict({ quote }: { readonly quote: Quote }): ReactNode {
  const { account, credits, lines } = quote;
  return (
    <div data-testid="verdict">
      {account !== undefined && <Answer account={account} />}
      <p className="lead">
        It costs <strong>{creditsUnitText(credits)}</strong>
        {account !== undefined && <>, {creditsText(account.available)} are available</>}
        {account !== undefined && account.shortfall > 0 && <>, {creditsText(account.shortfall)} are missing</>}.
      </p>
      {lines !== undefined && lines.length > 0 && (
        <ul className="plain-list">
          {lines.map((line) => (
            <li key={line.sku}>
              {creditsText(line.quantity)} of {line.sku}: {creditsUnitText(line.credits)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Answer({ account }: { readonly account: NonNullable<Quote['account']> }): ReactNode {
  const { affordable, earliest, pack } = account;
  if (affordable) return <StatusIndicator type="success">Yes, now</StatusIndicator>;
  return (
    <>
      <StatusIndicator type="warning">Not now</StatusIndicator>
      <ul className="plain-list">
        <li>
          {earliest === null ? (
            'No renewal in sight covers it.'
          ) : (
            <>
              By waiting: from <MomentInBothZones at={earliest} />
            </>
          )}
        </li>
        <li>
          {pack === null
            ? 'No pack of this plan makes it run.'
            : `At once with ${pack.count} × ${pack.packId}: ${creditsUnitText(pack.credits)}${pack.price === undefined ? '' : ` for ${moneyText(pack.price)}`}`}
        </li>
      </ul>
    </>
  );
}
