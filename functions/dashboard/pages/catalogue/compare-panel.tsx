import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import type { Plan, RateCards } from '../../reading/shapes.ts';
import { type Read, useRead } from '../../reading/use-read.ts';
import { useLocation } from '../../routing/location.ts';
import { instantText, viewerZone } from '../../writing/instants.ts';
import { cardDifferences, planDifferences } from './card-difference.ts';
import { DifferenceTable } from './difference-table.tsx';
import { VersionChooser } from './version-chooser.tsx';

/** Versions never change: one that was read stays right. */
const everyMs = 10 * minuteMs;

/** Two versions of the prices side by side: the last two, until others are chosen. */
export function CompareCardsPanel({ rateCards }: RateCards): ReactNode {
  const { query } = useLocation();
  const from = query.get('cardFrom') ?? rateCards.at(-2)?.version;
  const to = query.get('cardTo') ?? rateCards.at(-1)?.version;
  const options = rateCards.map(({ version, effectiveFrom }) => ({
    value: version,
    label: version,
    description: `from ${instantText(effectiveFrom, viewerZone)}`,
  }));
  return (
    <Panel title="Rate cards side by side" description="What became of each price.">
      <VersionChooser what="Rate cards" members={['cardFrom', 'cardTo']} options={options} chosen={[from, to]} />
      {from !== undefined && to !== undefined && <CardDifferences from={from} to={to} />}
    </Panel>
  );
}

function CardDifferences({ from, to }: { readonly from: string; readonly to: string }): ReactNode {
  const [before, after] = [useCard(from), useCard(to)];
  const failed = [before, after].find(({ failure }) => failure !== undefined);
  if (failed !== undefined) return <ReadNotice of={failed} what="the two cards" />;
  if (before.value?.version !== from || after.value?.version !== to) return <Loading what="the two cards" />;
  return (
    <DifferenceTable
      label="Difference of two rate cards"
      testId="card-differences"
      differences={cardDifferences(before.value, after.value)}
    />
  );
}

function useCard(version: string): Read<Parameters<typeof cardDifferences>[0]> {
  return useRead({ key: `rate card ${version}`, read: (client) => client.readRateCard({ version }), everyMs });
}

/** Two versions of plans side by side: the last two of a plan that has as many, until others are chosen. */
export function ComparePlansPanel({ plans }: { readonly plans: readonly Plan[] }): ReactNode {
  const { query } = useLocation();
  const idOf = ({ planId, version }: Plan): string => `${planId} ${version}`;
  const latest = plans.findLast(({ planId }, index) => plans[index - 1]?.planId === planId) ?? plans[1];
  const earlier = latest && plans[plans.indexOf(latest) - 1];
  const fromId = query.get('planFrom') ?? (earlier && idOf(earlier));
  const toId = query.get('planTo') ?? (latest && idOf(latest));
  const [from, to] = [fromId, toId].map((id) => plans.find((plan) => idOf(plan) === id));
  const options = plans.map((plan) => ({
    value: idOf(plan),
    label: plan.name ?? plan.planId,
    description: `${plan.planId}, from ${instantText(plan.effectiveFrom, viewerZone)}`,
  }));
  return (
    <Panel title="Plans side by side" description="Two versions of a plan, or two plans.">
      <VersionChooser what="Plans" members={['planFrom', 'planTo']} options={options} chosen={[fromId, toId]} />
      {from !== undefined && to !== undefined && (
        <DifferenceTable
          label="Difference of two plans"
          testId="plan-differences"
          differences={planDifferences(from, to)}
        />
      )}
    </Panel>
  );
}
