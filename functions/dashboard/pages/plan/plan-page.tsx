import type { ReactNode } from 'react';
import { Loading } from '../../parts/loading.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { usePlan } from '../../reading/use-plan.ts';
import { JobPanel } from './job-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { PacksPanel } from './packs-panel.tsx';
import { PlanFitPanel } from './plan-fit-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';

/** The page of the plan: what the account pays for, what it could buy, whether a job would run, and what stops use. */
export function PlanPage(): ReactNode {
  const account = useAccount();
  const read = usePlan(account.planId);
  return (
    <>
      <PageHeading title="Plan and add-ons" />
      <JobPanel account={account} />
      <ReadNotice of={read} what="the plan" />
      {read.value === undefined && read.failure === undefined && <Loading what="the plan" />}
      {read.value !== undefined && (
        <div className="columns">
          <PlanPanel account={account} plan={read.value} />
          <PacksPanel account={account} plan={read.value} />
        </div>
      )}
      <LimitsPanel />
      <PlanFitPanel account={account} />
    </>
  );
}
