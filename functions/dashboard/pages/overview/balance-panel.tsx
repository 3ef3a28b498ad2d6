import type { ReactNode } from 'react';
import { AmountBar, type BarPart } from '../../parts/amount-bar.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import type { Account, Grant, Insights, Plan } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsText, creditsUnitText, sumOfCredits } from '../../writing/credits.ts';
import { categoryNames, sourceNames } from '../../writing/words.ts';
import { RunOutLine } from './run-out-line.tsx';

interface BalancePanelProps {
  readonly account: Account;
  readonly plan: Plan | undefined;
  readonly insights: Read<Insights>;
}

interface StateProps {
  readonly account: Account;
  readonly plan: Plan | undefined;
}

/** The one number, how it stands to what was given, and what it is made of. */
export function BalancePanel({ account, plan, insights }: BalancePanelProps): ReactNode {
  const granted = sumOfCredits(account.grants.map(keptOf));
  return (
    <Panel title="Available now" actions={<State account={account} plan={plan} />}>
      <div data-testid="available">
        <Figure credits={account.available} isShort />
      </div>
      <p className="quiet lead">of {creditsUnitText(granted)} granted and not yet expired</p>
      {account.availableFor !== undefined && <p className="quiet">{availableForText(account.availableFor)}</p>}
      <AmountBar parts={partsOf(account)} />
      {account.available > 0 && <RunOutLine read={insights} />}
    </Panel>
  );
}

/** A sentence for those of whose credits some are for one category alone. */
function availableForText(availableFor: NonNullable<Account['availableFor']>): string {
  const parts = (['ai', 'infrastructure', 'platform'] as const).map(
    (category) => `${categoryNames[category]} ${creditsText(availableFor[category])}`,
  );
  return `Some are for one category alone. Each may spend: ${parts.join(', ')}.`;
}

function State({ account, plan }: StateProps): ReactNode {
  switch (account.state) {
    case 'quarantined':
      return <StateMark kind="error">Quarantined</StateMark>;
    case 'closed':
      return <StateMark kind="stopped">Closed</StateMark>;
    case 'suspended':
      return <StateMark kind="error">Suspended</StateMark>;
    case 'exhausted':
      return <StateMark kind="error">Exhausted</StateMark>;
    case 'active':
      return crossedThreshold(account, plan) === undefined ? (
        <StateMark kind="success">Active</StateMark>
      ) : (
        <StateMark kind="warning">Low</StateMark>
      );
    default:
      return account.state satisfies never;
  }
}

/** The lowest of the plan's thresholds that the balance is under. */
export function crossedThreshold(account: Account, plan: Plan | undefined): number | undefined {
  const crossed = (plan?.lowBalanceThresholds ?? []).filter((threshold) => account.available < threshold);
  return crossed.length === 0 ? undefined : Math.min(...crossed);
}

function partsOf({ grants, held }: Account): readonly BarPart[] {
  const left = (['plan', 'adjustment', 'add-on'] as const).map((source) => ({
    name: sourceNames[source],
    credits: sumOver(
      grants.filter((grant) => grant.source === source),
      'remaining',
    ),
    tone: source,
  }));
  return [
    ...left,
    { name: 'Held for work', credits: held, tone: 'held' },
    { name: 'Used', credits: sumOver(grants, 'used'), tone: 'used' },
  ];
}

/** The credits of a grant that weren't taken back, or went into debt, since. */
function keptOf({ granted, refunded = 0, repaid = 0, corrected = 0 }: Grant): number {
  return sumOfCredits([granted, -refunded, -repaid, -corrected]);
}

function sumOver(grants: readonly Grant[], member: 'remaining' | 'used'): number {
  return sumOfCredits(grants.map((grant) => grant[member]));
}
