import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { failureText } from '../../parts/read-notice.tsx';
import type { Account, Insights } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsText, creditsUnitText, roundedText } from '../../writing/credits.ts';
import { categoryNames, moneyText } from '../../writing/words.ts';

type Advice = Insights['advice'][number];

interface AdvicePanelProps {
  readonly account: Account;
  readonly read: Read<Insights>;
}

/** Pieces of advice, each with the figures that it rests on. */
export function AdvicePanel({ account, read }: AdvicePanelProps): ReactNode {
  const advice = read.value?.advice ?? [];
  const [first, ...others] = advice;
  return (
    <Panel title="What to do">
      {advice.length === 0 ? (
        <p className="quiet">{read.value === undefined ? waitingText(read) : nothingText(account)}</p>
      ) : (
        <>
          <p className="lead" data-testid="first-advice">
            {first !== undefined && words(first)}
          </p>
          {others.length > 0 && (
            <details>
              <summary>{others.length === 1 ? 'One more thing' : `${others.length} more things`}</summary>
              <ul className="plain-list">
                {others.map((each) => (
                  <li key={`${each.code} ${'grantId' in each ? each.grantId : ''}`}>{words(each)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Panel>
  );
}

function waitingText({ failure }: Read<Insights>): string {
  return failure === undefined ? 'Calculating…' : `Nothing can be advised: ${failureText(failure)}`;
}

/** At zero the ways back stand above, as the service names them: none is made up here. */
function nothingText({ state }: Account): string {
  switch (state) {
    case 'closed':
      return 'The account is closed: there is nothing to do.';
    case 'quarantined':
      return 'Nothing can be advised while the account is quarantined.';
    case 'suspended':
      return 'The plan isn’t paid for: paying for it brings its credits back.';
    case 'exhausted':
      return 'No credits are left: what brings them back is named above.';
    case 'active':
      return 'Nothing needs to be done.';
    default:
      return state satisfies never;
  }
}

function words(advice: Advice): ReactNode {
  switch (advice.code) {
    case 'buy-add-on-before':
      return (
        <>
          <strong>Buy an add-on</strong> before <Moment at={advice.before} />: likely {rough(advice.missing)} more are
          used than there are
          {advice.pack === null
            ? '.'
            : `; ${advice.pack.count} × ${advice.pack.packId}${advice.pack.price === undefined ? '' : ` for ${moneyText(advice.pack.price)}`} covers it.`}
        </>
      );
    case 'shift-heavy-work-after-renewal':
      return (
        <>
          <strong>Shift heavy work</strong> to after the renewal, <Moment at={advice.renewsAt} />: up to{' '}
          {rough(advice.missing)} more may be used than there are.
        </>
      );
    case 'run-heavy-work-before-renewal':
      return (
        <>
          <strong>Run heavy work</strong> before the renewal, <Moment at={advice.renewsAt} />: likely{' '}
          {rough(advice.left.likely)} expire unused.
        </>
      );
    case 'add-on-expires-unused':
      return (
        <>
          <strong>An add-on likely expires unused:</strong> {rough(advice.unused)} of the{' '}
          {creditsText(advice.remaining)} left of {advice.grantId}, <Moment at={advice.expiresAt} />.
        </>
      );
    case 'usage-grew':
      return (
        <>
          <strong>Usage grew:</strong> {creditsUnitText(advice.credits)}, {creditsText(advice.previous)} at this point
          of the cycle before; most in {categoryNames[advice.category]}.
        </>
      );
    case 'credits-expired-unused':
      return (
        <>
          <strong>Credits expired unused:</strong> {creditsText(advice.unused)} of {creditsText(advice.granted)} in the
          last {advice.cycles === 1 ? 'cycle' : `${advice.cycles} cycles`}.
          {advice.plan !== undefined &&
            ` The plan ${advice.plan.planId}, with ${creditsText(advice.plan.credits)} a cycle, costs less and covers what was used in each.`}
        </>
      );
    default:
      return advice satisfies never;
  }
}

/** Estimates have no sixth decimal. */
function rough(credits: number): string {
  return `${roundedText(credits)} credits`;
}
