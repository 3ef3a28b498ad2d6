import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import type { Plan } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { creditsText } from '../../writing/credits.ts';
import { instantText, viewerZone } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

export function PlansPanel({ plans }: { readonly plans: readonly Plan[] }): ReactNode {
  const nowMs = useNow(minuteMs);
  return (
    <Panel title="Plans" description="Versions are immutable: a change is another version, from an instant on.">
      {plans.length === 0 ? (
        <p className="quiet">None is published yet.</p>
      ) : (
        <PlainTable
          label="Plans"
          testId="plans"
          rows={plans}
          keyOf={({ planId, version }) => `${planId} ${version}`}
          columns={columnsOf((plan) => effectText(plan, plans, nowMs))}
        />
      )}
    </Panel>
  );
}

function columnsOf(effectOf: (plan: Plan) => string): readonly PlainColumn<Plan>[] {
  return [
    {
      header: 'Plan',
      cell: ({ name, planId }) => (
        <>
          {name} <span className="code quiet">{planId}</span>
        </>
      ),
      below: (plan) => (
        <>
          <div>{`${effectOf(plan)}, from ${instantText(plan.effectiveFrom, viewerZone)}`}</div>
          {plan.packs.length > 0 && <div>{`Packs: ${packsText(plan)}`}</div>}
        </>
      ),
    },
    {
      header: 'In effect',
      isWideOnly: true,
      cell: (plan) => (
        <>
          {effectOf(plan)}
          <div className="quiet">{instantText(plan.effectiveFrom, viewerZone)}</div>
        </>
      ),
    },
    {
      header: 'Credits a cycle',
      isNumber: true,
      cell: ({ credits }) => creditsText(credits),
      below: ({ cycle, perSeat }) => (perSeat === undefined ? `a ${cycle}` : `a ${cycle} and seat`),
    },
    { header: 'Cycle', isWideOnly: true, cell: ({ cycle }) => `A ${cycle}` },
    { header: 'Price', isNumber: true, cell: ({ price }) => (price === undefined ? '–' : moneyText(price)) },
    {
      header: 'Low below',
      cell: ({ lowBalanceThresholds }) => lowBalanceThresholds.map(creditsText).join(', ') || '–',
    },
    { header: 'Packs', isWideOnly: true, cell: (plan) => packsText(plan) || '–' },
  ];
}

function packsText({ packs }: Plan): string {
  return packs.map(({ packId }) => packId).join(', ');
}

/** The version in effect is the last of those that have begun. */
function effectText({ planId, effectiveFrom }: Plan, plans: readonly Plan[], nowMs: number): string {
  if (Date.parse(effectiveFrom) > nowMs) return 'To come';
  const begun = plans.filter((each) => each.planId === planId && Date.parse(each.effectiveFrom) <= nowMs);
  const isLast = begun.every((each) => each.effectiveFrom <= effectiveFrom);
  return isLast ? 'Now' : 'Replaced';
}
