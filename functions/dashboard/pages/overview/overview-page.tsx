import type { ReactNode } from 'react';
import { PageHeading } from '../../parts/page-heading.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { usePlan } from '../../reading/use-plan.ts';
import { AdvicePanel } from './advice-panel.tsx';
import { BalancePanel } from './balance-panel.tsx';
import { BurnDownPanel } from './burn-down-panel.tsx';
import { CyclePanel } from './cycle-panel.tsx';
import { ExpiryPanel } from './expiry-panel.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { LimitBarsPanel } from './limit-bars-panel.tsx';
import { PacePanel } from './pace-panel.tsx';
import { RefusedPanel } from './refused-panel.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { StateBanner } from './state-banner.tsx';
import { TopPanel } from './top-panel.tsx';
import { TopUpNotice } from './top-up-notice.tsx';
import { useInsights } from './use-insights.ts';
import { WorkPanel } from './work-panel.tsx';

/** Where the account stands: what is there, until when, and what to do when it isn't enough. */
export function OverviewPage(): ReactNode {
  const account = useAccount();
  const plan = usePlan(account.planId).value;
  const insights = useInsights(account);
  return (
    <>
      <PageHeading title="Overview" />
      <StateBanner account={account} plan={plan} />
      <TopUpNotice account={account} />
      <BurnDownPanel account={account} read={insights} />
      <div className="columns-wide-first">
        <BalancePanel account={account} plan={plan} insights={insights} />
        <CyclePanel account={account} plan={plan} />
      </div>
      <TopPanel account={account} />
      <div className="columns">
        <LimitBarsPanel accountId={account.accountId} />
        <KeptPanel read={insights} />
      </div>
      <RefusedPanel read={insights} />
      <div className="columns">
        <PacePanel read={insights} />
        <AdvicePanel account={account} read={insights} />
      </div>
      <SourcesPanel account={account} />
      <div className="columns">
        <ExpiryPanel account={account} />
        <WorkPanel account={account} />
      </div>
    </>
  );
}
