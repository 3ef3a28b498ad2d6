import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { Plan } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { creditsText } from '../../writing/credits.ts';
import { instantText, viewerZone } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

const minuteMs = 60_000;

export function PlansPanel({ plans }: { readonly plans: readonly Plan[] }): ReactNode {
  const nowMs = useNow(minuteMs);
  return (
    <Panel title="Plans" description="Versions are immutable: a change is another version, from an instant on.">
      {plans.length === 0 ? (
        <p className="quiet">None is published yet.</p>
      ) : (
        <Scroller label="Plans">
          <table className="plain-table" data-testid="plans">
            <thead>
              <tr>
                <th scope="col">Plan</th>
                <th scope="col">In effect</th>
                <th scope="col" className="number">
                  Credits a cycle
                </th>
                <th scope="col">Cycle</th>
                <th scope="col" className="number">
                  Price
                </th>
                <th scope="col">Low below</th>
                <th scope="col">Packs</th>
              </tr>
            </thead>
            <tbody>
              {plans.map((plan) => (
                <tr key={`${plan.planId} ${plan.version}`}>
                  <th scope="row">
                    {plan.name} <span className="code quiet">{plan.planId}</span>
                  </th>
                  <td>
                    {effectText(plan, plans, nowMs)}
                    <div className="quiet">{instantText(plan.effectiveFrom, viewerZone)}</div>
                  </td>
                  <td className="number">{creditsText(plan.credits)}</td>
                  <td>A {plan.cycle}</td>
                  <td className="number">{plan.price === undefined ? '–' : moneyText(plan.price)}</td>
                  <td>{plan.lowBalanceThresholds.map(creditsText).join(', ') || '–'}</td>
                  <td>{plan.packs.map(({ packId }) => packId).join(', ') || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Panel>
  );
}

/** Of the versions that have begun, the last is in effect. */
function effectText({ planId, effectiveFrom }: Plan, plans: readonly Plan[], nowMs: number): string {
  if (Date.parse(effectiveFrom) > nowMs) return 'To come';
  const begun = plans.filter((each) => each.planId === planId && Date.parse(each.effectiveFrom) <= nowMs);
  const isLast = begun.every((each) => each.effectiveFrom <= effectiveFrom);
  return isLast ? 'Now' : 'Replaced';
}
