import type { ReactNode } from 'react';
import { ActButton } from '../../acting/act-button.tsx';
import { CodeDialog } from '../../acting/code-dialog.tsx';
import { PlanDialog } from '../../acting/plan-dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { MomentInBothZones } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Account, Plan } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText } from '../../writing/credits.ts';
import { cycleCreditsOf, planAndSeatsText } from '../../writing/seats.ts';
import { moneyText } from '../../writing/words.ts';

interface PlanPanelProps {
  readonly account: Account;
  readonly plan: Plan;
}

/** The plan's terms, in the words of what they mean. */
export function PlanPanel({ account, plan }: PlanPanelProps): ReactNode {
  const { planId, name, credits, perSeat, cycle, price, lowBalanceThresholds, overrun } = plan;
  const each = perSeat === undefined ? '' : ' for each seat';
  const facts = [
    { name: 'Credits', value: `${creditsUnitText(credits)} each ${cycle}${each}` },
    ...(perSeat === undefined
      ? []
      : [
          {
            name: 'Seats',
            value: `${account.seats ?? 1}, together ${creditsUnitText(cycleCreditsOf(plan, account.seats))} each ${cycle}`,
          },
        ]),
    {
      name: 'List price',
      value: price === undefined ? 'Not stated' : `${moneyText(price)} a ${price.interval}${each}`,
    },
    { name: 'Next renewal', value: <MomentInBothZones at={account.renewsAt} /> },
    ...(account.nextPlanId === undefined
      ? []
      : [{ name: 'From the next cycle', value: `Plan ${planAndSeatsText(account.nextPlanId, account.nextSeats)}` }]),
    {
      name: 'Warns below',
      value: lowBalanceThresholds.length === 0 ? 'Nothing' : lowBalanceThresholds.map(creditsText).join(' and '),
    },
    {
      name: 'Work in progress at zero',
      value: `May overrun by ${creditsUnitText(overrun.cap)}, ${overrun.policy === 'forgive' ? 'forgiven at the renewal' : 'paid first from the next renewal'}`,
    },
  ];
  return (
    <Panel
      title={`Plan ${name ?? planId}`}
      actions={
        <span className="acts">
          <ActButton
            may="changePlan"
            text="Change the plan"
            dialog={(onClose) => <PlanDialog plan={plan} onClose={onClose} />}
          />
          <ActButton
            may="redeemPromotion"
            text="Redeem a code"
            dialog={(onClose) => <CodeDialog onClose={onClose} />}
          />
        </span>
      }
    >
      <Facts facts={facts} />
    </Panel>
  );
}
