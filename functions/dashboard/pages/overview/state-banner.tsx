import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Moment, MomentInBothZones } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Account, Plan } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { creditsUnitText } from '../../writing/credits.ts';
import { fromNowText } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';
import { crossedThreshold } from './balance-panel.tsx';

interface StateBannerProps {
  readonly account: Account;
  readonly plan: Plan | undefined;
}

/** The facts to know before any number: nothing left, little left, closed, quarantined. Nothing while all is well. */
export function StateBanner({ account, plan }: StateBannerProps): ReactNode {
  if (account.quarantine !== undefined) return <QuarantineBanner quarantine={account.quarantine} />;
  if (account.state === 'closed') return <ClosedBanner account={account} />;
  if (account.state === 'exhausted') return <ExhaustedBanner account={account} plan={plan} />;
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

/** R14: what is paused, what is restricted, what still works, and both ways back. */
function ExhaustedBanner({ account, plan }: StateBannerProps): ReactNode {
  const { exhaustedSince, renewsAt } = account;
  return (
    <Notice kind="error" title="No credits are left">
      {exhaustedSince !== undefined && (
        <p className="lead">
          Since <Moment at={exhaustedSince} />.
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
              <strong>Still works:</strong> every read and this page; work in progress goes on with what was set aside;
              what is kept on the platform stays
            </li>
          </ul>
        </div>
        <div>
          <h3>Two ways back</h3>
          <ul className="plain-list">
            <li>
              <strong>Buy an add-on:</strong> <Packs plan={plan} /> <a href={planLink(account)}>Compare</a>
            </li>
            <li>
              <strong>Wait for the renewal</strong> <Renewal at={renewsAt} />
            </li>
          </ul>
        </div>
      </div>
    </Notice>
  );
}

function Packs({ plan }: { readonly plan: Plan | undefined }): ReactNode {
  if (plan === undefined) return 'it counts at once.';
  if (plan.packs.length === 0) return 'this plan has none.';
  const texts = plan.packs.map(
    ({ packId, credits, price }) =>
      `${packId} (${creditsUnitText(credits)}${price === undefined ? '' : `, ${moneyText(price)}`})`,
  );
  return `${texts.join(' or ')}. It counts at once.`;
}

function Renewal({ at }: { readonly at: string }): ReactNode {
  const nowMs = useNow(minuteMs);
  return (
    <>
      {fromNowText(Date.parse(at), nowMs)}: <MomentInBothZones at={at} />
    </>
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

function planLink({ accountId }: Account): string {
  return `#/accounts/${encodeURIComponent(accountId)}/plan`;
}
