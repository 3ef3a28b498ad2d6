import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { Account, PlanFit } from '../../reading/shapes.ts';
import { useRead } from '../../reading/use-read.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';
import { dateText } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

/** It replays whole cycles that are over: nothing in it changes within one. */
const everyMs = 600_000;

/** Which plan would have fitted, and the reckoning that says so. */
export function PlanFitPanel({ account: { accountId, timeZone } }: { readonly account: Account }): ReactNode {
  const read = useRead({
    key: `plan fit ${accountId}`,
    read: (client) => client.readInsights({ accountId }),
    everyMs,
  });
  const fit = read.value?.planFit;
  const [first, last] = [fit?.cycles[0], fit?.cycles.at(-1)];
  const span =
    first === undefined || last === undefined
      ? 'Whole cycles that are over are replayed under each plan.'
      : `The cycles from ${dateText(first.start, timeZone)} to ${dateText(last.end, timeZone)}, replayed under each plan, with the packs that it would have taken.`;
  return (
    <Panel title="Does the plan fit?" description={span}>
      <ReadNotice of={read} what="the plan fit" />
      {read.value === undefined && read.failure === undefined && <p className="quiet">Replaying the last cycles…</p>}
      {fit !== undefined && (
        <div className="stack" data-testid="plan-fit">
          <Recommendation advice={fit.advice} />
          {fit.plans.length > 0 && <ReckoningTable fit={fit} />}
        </div>
      )}
    </Panel>
  );
}

const kinds = {
  keep: { type: 'success', text: 'Keep the plan' },
  change: { type: 'info', text: 'Change the plan' },
  abstain: { type: 'pending', text: 'No advice' },
} as const;

function Recommendation({
  advice: { kind, planId, saving, explanation },
}: {
  readonly advice: PlanFit['advice'];
}): ReactNode {
  const { type, text } = kinds[kind];
  return (
    <div>
      <StatusIndicator type={type}>{kind === 'change' ? `${text} to ${planId}` : text}</StatusIndicator>
      <p className="lead">
        {explanation}
        {saving !== undefined && ` That is ${moneyText({ ...saving, amount: saving.perCycle })} a cycle.`}
      </p>
    </div>
  );
}

type Course = PlanFit['plans'][number];

function ReckoningTable({ fit }: { readonly fit: PlanFit }): ReactNode {
  return (
    <Scroller label="Reckoning of each plan">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Plan</th>
            {['Cost', 'of it packs', 'Used', 'Expired unused', 'Overrun', 'Not served', 'Hours at zero'].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fit.plans.map((course) => (
            <CourseRow
              key={course.planId}
              name={course.present ? `${course.planId} (present)` : course.planId}
              course={course}
            />
          ))}
          {fit.real !== undefined && <CourseRow name="What there was" course={fit.real} />}
        </tbody>
      </table>
    </Scroller>
  );
}

function CourseRow({
  name,
  course,
}: {
  readonly name: string;
  readonly course: Omit<Course, 'planId' | 'version' | 'present'>;
}): ReactNode {
  const { currency, cost, packsPrice, used, wasted, overrun, unserved, hoursAtZero } = course;
  const money = (amount: number | undefined): string =>
    amount === undefined || currency === undefined ? '–' : moneyText({ amount, currency });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{money(cost)}</td>
      <td className="number">{money(packsPrice)}</td>
      {[used, wasted, overrun, unserved].map((credits, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no name but their place.
        <td key={index} className="number">
          {creditsText(credits)}
        </td>
      ))}
      <td className="number">{roundedText(hoursAtZero)}</td>
    </tr>
  );
}
