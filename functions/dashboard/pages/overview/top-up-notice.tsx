import type { ReactNode } from 'react';
import { dayMs, minuteMs } from '../../../../shared/domain/time.ts';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Account } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { topUpReason } from './top-up-reasons.ts';

type Request = NonNullable<Account['topUpRequest']>;

/** R34: where the last automatic top-up is. One that has ended is told of for a day; one that was given up, for as long as credits are short of it. */
export function TopUpNotice({ account }: { readonly account: Account }): ReactNode {
  const nowMs = useNow(minuteMs);
  const { topUpRequest: request, autoTopUp, available, state, cycle } = account;
  if (request === undefined || autoTopUp === undefined || state === 'closed' || state === 'quarantined') return null;
  const isRecent = request.endedAt !== undefined && nowMs - Date.parse(request.endedAt) < dayMs;
  switch (request.state) {
    case 'requested':
      return <Requested request={request} />;
    case 'failed':
      return <Failed request={request} accountId={account.accountId} />;
    case 'paid':
      return isRecent ? <Paid request={request} /> : null;
    case 'given-up':
      return available < autoTopUp.threshold && request.requestedAt >= cycle.start ? (
        <GivenUp request={request} accountId={account.accountId} />
      ) : null;
    case 'withdrawn':
      return isRecent ? <Withdrawn request={request} /> : null;
    default:
      return request.state satisfies never;
  }
}

interface RequestProps {
  readonly request: Request;
}

function Requested({ request }: RequestProps): ReactNode {
  const { packId, requestedAt, asked } = request;
  return (
    <Notice kind="info" title="An automatic top-up is on its way">
      {packId} was requested on <Moment at={requestedAt} />
      {asked > 1 && `, and ${asked} times so far`}. Its credits count as soon as the payment arrives.{' '}
      <NextSteps request={request} />
    </Notice>
  );
}

function Failed({ request, accountId }: RequestProps & { readonly accountId: string }): ReactNode {
  const { packId, failedAt } = request;
  return (
    <Notice kind="warning" title="The automatic top-up could not be paid">
      The payment for {packId} failed
      {failedAt !== undefined && (
        <>
          {' '}
          on <Moment at={failedAt} />
        </>
      )}
      {reasonText(request)}. <NextSteps request={request} /> <BuyLink accountId={accountId} />
    </Notice>
  );
}

/** The next try where there is one, and the end of all tries. */
function NextSteps({ request: { nextAskAt, givesUpAt } }: RequestProps): ReactNode {
  return (
    <>
      {nextAskAt !== undefined && (
        <>
          The next try is on <Moment at={nextAskAt} />.{' '}
        </>
      )}
      {givesUpAt !== undefined && (
        <>
          If it isn’t paid by <Moment at={givesUpAt} />, it is given up.
        </>
      )}
    </>
  );
}

function Paid({ request: { packId, requestedAt, endedAt } }: RequestProps): ReactNode {
  return (
    <Notice kind="success" title="An automatic top-up has arrived">
      {packId} was requested on <Moment at={requestedAt} />
      {endedAt !== undefined && (
        <>
          {' '}
          and paid on <Moment at={endedAt} />
        </>
      )}
      .
    </Notice>
  );
}

function GivenUp({ request, accountId }: RequestProps & { readonly accountId: string }): ReactNode {
  const { packId, requestedAt, reason } = request;
  return (
    <Notice kind="warning" title="The automatic top-up was given up">
      {packId} was requested on <Moment at={requestedAt} /> and not paid within a day
      {reason !== undefined && `; the last failure: ${topUpReason(reason)}`}. It isn’t requested again in this cycle
      unless somebody buys {packId} or sets the top-up anew. <BuyLink accountId={accountId} />
    </Notice>
  );
}

function Withdrawn({ request: { packId, requestedAt, endedAt } }: RequestProps): ReactNode {
  return (
    <Notice kind="info" title="The automatic top-up was withdrawn">
      {packId} was requested on <Moment at={requestedAt} /> and withdrawn
      {endedAt !== undefined && (
        <>
          {' '}
          on <Moment at={endedAt} />
        </>
      )}
      , before it was paid: a new cycle began, or the top-up was changed.
    </Notice>
  );
}

function reasonText({ reason }: Request): string {
  return reason === undefined ? '' : `: ${topUpReason(reason)}`;
}

function BuyLink({ accountId }: { readonly accountId: string }): ReactNode {
  return <a href={`#/accounts/${encodeURIComponent(accountId)}/plan`}>Buy an add-on yourself</a>;
}
