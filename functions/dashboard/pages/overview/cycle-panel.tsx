import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Facts } from '../../parts/facts.tsx';
import { MomentInBothZones } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Progress } from '../../parts/progress.tsx';
import type { Account, Plan } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { usePlan } from '../../reading/use-plan.ts';
import { creditsUnitText } from '../../writing/credits.ts';
import { daysText, fromNowText } from '../../writing/instants.ts';
import { cycleCreditsOf, planAndSeatsText, seatsText } from '../../writing/seats.ts';

interface CyclePanelProps {
  readonly account: Account;
  readonly plan: Plan | undefined;
}

/** How far the cycle is, and what its end brings. */
export function CyclePanel({ account, plan }: CyclePanelProps): ReactNode {
  const { nextPlanId } = account;
  if (nextPlanId === undefined) return <Cycle account={account} plan={plan} nextPlan={plan} />;
  return <CycleBeforeChange account={account} plan={plan} nextPlanId={nextPlanId} />;
}

/** Reads the plan that is to follow, where it is another one. */
function CycleBeforeChange({ nextPlanId, ...props }: CyclePanelProps & { readonly nextPlanId: string }): ReactNode {
  return <Cycle {...props} nextPlan={usePlan(nextPlanId).value} />;
}

interface CycleProps extends CyclePanelProps {
  /** The plan of the next cycle: the present one, unless another is to follow. */
  readonly nextPlan: Plan | undefined;
}

function Cycle({ account, plan, nextPlan }: CycleProps): ReactNode {
  const nowMs = useNow(minuteMs);
  const { cycle, renewsAt, timeZone, planId, nextPlanId, seats, nextSeats } = account;
  const [startMs, endMs] = [Date.parse(cycle.start), Date.parse(cycle.end)];
  // The bar says its value as it is given, to whoever can’t see it.
  const passed = Math.floor(Math.min(100, Math.max(0, ((nowMs - startMs) / (endMs - startMs)) * 100)));
  const seatsThen = nextPlanId === undefined ? seats : nextSeats;
  const nextName = nextPlanId === undefined ? undefined : (nextPlan?.name ?? nextPlanId);
  const isClosed = account.state === 'closed';
  const facts = [
    { name: 'Renews', value: isClosed ? 'Never: the account is closed' : <MomentInBothZones at={renewsAt} /> },
    ...(isClosed || nextPlan === undefined
      ? []
      : [{ name: 'Then arrive', value: arrivalText(account, cycleCreditsOf(nextPlan, seatsThen)) }]),
    { name: 'Plan', value: planText({ name: plan?.name ?? planId, next: nextName, seats, nextSeats }) },
  ];
  return (
    <Panel title={`Cycle ends ${fromNowText(endMs, nowMs)}`}>
      <Progress label="Time of the cycle that has passed" percent={passed}>
        {daysText(cycle, timeZone)}. Plan credits and add-ons end with it.
      </Progress>
      <Facts facts={facts} />
    </Panel>
  );
}

/** R35: a cycle that begins while nobody pays for the plan brings nothing. */
function arrivalText({ state }: Account, credits: number): string {
  const ofPlan = `${creditsUnitText(credits)} of the plan`;
  return state === 'suspended' ? `${ofPlan}, if it is paid for by then` : ofPlan;
}

interface RulingPlan {
  readonly name: string;
  readonly next: string | undefined;
  readonly seats: number | undefined;
  readonly nextSeats: number | undefined;
}

function planText({ name, next, seats, nextSeats }: RulingPlan): string {
  const now = seats === undefined ? name : `${name}, ${seatsText(seats)}`;
  return next === undefined ? now : `${now}, from the next cycle ${planAndSeatsText(next, nextSeats)}`;
}
