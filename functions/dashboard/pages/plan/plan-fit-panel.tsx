import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import type { Account, PlanFit } from '../../reading/shapes.ts';
import { useRead } from '../../reading/use-read.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';
import { daysText } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

/** It replays whole cycles that are over: nothing in it changes within one. */
const everyMs = 10 * minuteMs;

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
      : `The cycles of ${daysText({ start: first.start, end: last.end }, timeZone)}, replayed under each plan, with the packs that it would have taken.`;
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
      <StateMark kind={type}>{kind === 'change' ? `${text} to ${planId}` : text}</StateMark>
      <p className="lead">
        {explanation}
        {saving !== undefined && ` That is ${moneyText({ ...saving, amount: saving.perCycle })} a cycle.`}
      </p>
    </div>
  );
}

type Course = PlanFit['plans'][number];
type Reckoned = { readonly name: string } & Omit<Course, 'planId' | 'version' | 'present'>;

function ReckoningTable({ fit: { plans, real } }: { readonly fit: PlanFit }): ReactNode {
  const courses: readonly Reckoned[] = [
    ...plans.map((course) => ({ ...course, name: course.present ? `${course.planId} (present)` : course.planId })),
    ...(real === undefined ? [] : [{ ...real, name: 'What there was' }]),
  ];
  return <PlainTable label="Cost of each plan" rows={courses} keyOf={({ name }) => name} columns={columns} />;
}

const columns: readonly PlainColumn<Reckoned>[] = [
  { header: 'Plan', cell: ({ name }) => name },
  {
    header: 'Cost',
    isNumber: true,
    cell: ({ cost, currency }) => costText(cost, currency),
    below: ({ packsPrice = 0, currency }) => packsPrice > 0 && `${costText(packsPrice, currency)} packs`,
  },
  {
    header: 'Packs in it',
    isNumber: true,
    isWideOnly: true,
    cell: ({ packsPrice, currency }) => costText(packsPrice, currency),
  },
  { header: 'Used', isNumber: true, isWideOnly: true, cell: ({ used }) => creditsText(used) },
  { header: 'Expired unused', isNumber: true, cell: ({ wasted }) => creditsText(wasted) },
  { header: 'Overrun', isNumber: true, isWideOnly: true, cell: ({ overrun }) => creditsText(overrun) },
  {
    header: 'Not served',
    isNumber: true,
    cell: ({ unserved }) => creditsText(unserved),
    below: ({ hoursAtZero }) => hoursAtZero > 0 && `${roundedText(hoursAtZero)} h at zero`,
  },
  { header: 'Hours at zero', isNumber: true, isWideOnly: true, cell: ({ hoursAtZero }) => roundedText(hoursAtZero) },
];

function costText(amount: number | undefined, currency: string | undefined): string {
  return amount === undefined || currency === undefined ? '–' : moneyText({ amount, currency });
}
