import type { ReactNode } from 'react';
import { StateMark } from '../../parts/state-mark.tsx';
import { WaysBackList } from '../../parts/way-back.tsx';
import type { Quote } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText, exactText, roundedText } from '../../writing/credits.ts';

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
              {exactText(line.quantity)} of {line.sku}: {creditsUnitText(line.credits)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Quoted = NonNullable<Quote['account']>;

function Answer({ account }: { readonly account: Quoted }): ReactNode {
  const { affordable, restore } = account;
  if (affordable)
    return (
      <>
        <StateMark kind="success">Yes, now</StateMark>
        <Outlook account={account} />
      </>
    );
  return (
    <>
      <StateMark kind="warning">Not now: {reasonText(account)}</StateMark>
      <WaysBackList ways={restore?.ways ?? []} />
    </>
  );
}

function reasonText({ reason, limitId, held }: Quoted): string {
  switch (reason) {
    case 'account-quarantined':
      return 'the account is quarantined';
    case 'account-closed':
      return 'the account is closed';
    case 'limit-reached':
      return `the spending limit ${limitId ?? ''} is in the way`;
    case 'too-many-limit-values':
      return `the spending limit ${limitId ?? ''} counts as many names as it can`;
    case 'insufficient-credits':
    case undefined:
      return held > 0 ? `too few credits, ${creditsText(held)} are set aside for work` : 'too few credits';
    default:
      return reason satisfies never;
  }
}

const fitTexts = {
  surely: 'There is surely enough for all else until the renewal, too.',
  likely: 'There is likely enough for all else until the renewal.',
  unlikely: 'All else until the renewal is then likely not covered.',
} as const;

/** The use to be expected until the renewal, beside the job. */
function Outlook({ account: { outlook } }: { readonly account: Quoted }): ReactNode {
  if (outlook === undefined) return null;
  if (outlook.status === 'abstains')
    return (
      <p className="quiet" data-testid="job-outlook">
        {outlook.reason === 'use-changed'
          ? 'What else is used until the renewal can’t be told: use has changed lately.'
          : 'What else is used until the renewal can’t be told yet: there is too little use to go by.'}
      </p>
    );
  const { fits, expectedUse, missing, pack } = outlook;
  return (
    <p data-testid="job-outlook">
      {fitTexts[fits]} Likely {roundedText(expectedUse.likely)} more are used, 80 % likely between{' '}
      {roundedText(expectedUse.low)} and {roundedText(expectedUse.high)}.
      {fits === 'unlikely' &&
        ` ${roundedText(missing)} are missing${pack === null ? '.' : `: ${pack.count} × ${pack.packId} covers it.`}`}
    </p>
  );
}
