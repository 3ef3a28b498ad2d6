import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Account, Plan } from '../../reading/shapes.ts';
import { linkTo } from '../../routing/location.ts';
import { creditsUnitText } from '../../writing/credits.ts';
import { crossedThreshold } from './balance-panel.tsx';
import { WaysBack } from './ways-back.tsx';

interface StateBannerProps {
  readonly account: Account;
  readonly plan: Plan | undefined;
}

/** The facts to know before any number: nothing left, little left, closed, quarantined. Nothing while all is well. */
export function StateBanner({ account, plan }: StateBannerProps): ReactNode {
  if (account.quarantine !== undefined) return <QuarantineBanner quarantine={account.quarantine} />;
  if (account.state === 'closed') return <ClosedBanner account={account} />;
  if (account.state === 'suspended') return <SuspendedBanner account={account} />;
  if (account.state === 'exhausted') return <ExhaustedBanner account={account} />;
  const threshold = crossedThreshold(account, plan);
  if (threshold === undefined) return null;
  return (
    <Notice kind="warning" title={`Less than ${creditsUnitText(threshold)} are left`}>
      At zero, new AI requests are paused and new infrastructure runs are restricted until credits are back.{' '}
      <a href={planLink(account)}>See the ways to get more</a>.
    </Notice>
  );
}

/** R27: nothing changes the account, and what is shown is what can be proved. */
function QuarantineBanner({ quarantine }: { readonly quarantine: NonNullable<Account['quarantine']> }): ReactNode {
  return (
    <Notice kind="error" title="This account is quarantined">
      <p className="lead">
        Since <Moment at={quarantine.since} /> nothing changes it: new work is refused, and every page shows what can be
        proved. An operator repairs it, or lifts the quarantine.
      </p>
      <ul className="plain-list">
        {quarantine.findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** R35: what waits, what can still be spent, and the ways back. */
function SuspendedBanner({ account }: { readonly account: Account }): ReactNode {
  const { suspendedSince, waiting = 0, available } = account;
  return (
    <Notice kind="error" title="The plan isn’t paid for">
      <div className="columns">
        <div>
          <p className="lead">
            {suspendedSince !== undefined && (
              <>
                Since <Moment at={suspendedSince} />{' '}
              </>
            )}
            the plan’s credits can’t be spent
            {waiting > 0
              ? `: ${creditsUnitText(waiting)} wait until it is paid for.`
              : ', and none come with a new cycle.'}
          </p>
          <p>
            {available > 0
              ? `Packs and credits that were given can: ${creditsUnitText(available)}.`
              : 'Nothing else is left: new AI requests are paused, and new infrastructure runs are restricted.'}
          </p>
        </div>
        {available <= 0 && <WaysBack account={account} />}
      </div>
    </Notice>
  );
}

/** R14: what is paused, what is restricted, what still works, and the ways back. */
function ExhaustedBanner({ account }: { readonly account: Account }): ReactNode {
  const { exhaustedSince } = account;
  return (
    <Notice kind="error" title="No credits are left">
      {exhaustedSince !== undefined && (
        <p className="lead">
          Since <Moment at={exhaustedSince} />. <a href={whereTheyWent(account)}>See where they went</a>
        </p>
      )}
      <div className="columns">
        <div>
          <h3>What happens now</h3>
          <ul className="plain-list">
            <li>
              <strong>Paused:</strong> new AI requests
            </li>
            <li>
              <strong>Restricted:</strong> new infrastructure runs
            </li>
            <li>
              <strong>Refused:</strong> new platform charges
            </li>
            <li>
              <strong>Still works:</strong> every read and this page; work in progress goes on with what was set aside;
              what is kept on the platform stays
            </li>
          </ul>
        </div>
        <WaysBack account={account} />
      </div>
    </Notice>
  );
}

function ClosedBanner({ account: { closedAt } }: { readonly account: Account }): ReactNode {
  return (
    <Notice kind="info" title="This account is closed">
      {closedAt !== undefined && (
        <>
          Since <Moment at={closedAt} />.{' '}
        </>
      )}
      Its ledger and statements can still be read.
    </Notice>
  );
}

/** Everybody who used any, the largest first. */
function whereTheyWent({ accountId }: Account): string {
  const page = `/accounts/${encodeURIComponent(accountId)}/usage`;
  return linkTo(page, { groupBy: 'dimension:user', top: 'all' });
}

function planLink({ accountId }: Account): string {
  return `#/accounts/${encodeURIComponent(accountId)}/plan`;
}
