import type { ReactNode } from 'react';
import { AmountBar } from '../../parts/amount-bar.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import type { Limits } from '../../reading/shapes.ts';
import { useLimits } from '../../reading/use-limits.ts';
import { creditsText } from '../../writing/credits.ts';
import { limitText } from '../../writing/limit-text.ts';

type Limit = Limits['limits'][number];

/** Values of one limit that are shown: those that used most. */
const valuesShown = 5;

/** The spending limits, what is used of each, and when it begins anew. */
export function LimitsPanel(): ReactNode {
  const read = useLimits();
  const limits = read.value?.limits ?? [];
  return (
    <Panel title="Spending limits" description="They stop new use; work in progress is charged with what it ran.">
      <ReadNotice of={read} what="the spending limits" />
      {read.value !== undefined && limits.length === 0 && <p className="quiet">There are none.</p>}
      {limits.length > 0 && (
        <PlainTable
          label="Spending limits"
          testId="limits"
          rows={limits.flatMap(rowsOf)}
          keyOf={({ key }) => key}
          columns={columns}
        />
      )}
    </Panel>
  );
}

interface Row {
  readonly key: string;
  readonly limit: Limit;
  /** One of the values that a limit for each counts. */
  readonly value?: string;
  readonly used: number;
  readonly held: number;
}

/** A row a limit; of one for each value, the values that used most below it. */
function rowsOf(limit: Limit): readonly Row[] {
  const { limitId, used, held, values } = limit;
  const most = [...(values ?? [])].sort((a, b) => b.used + b.held - a.used - a.held).slice(0, valuesShown);
  return [
    { key: limitId, limit, used, held },
    ...most.map((each) => ({ key: `${limitId} ${each.value}`, limit, ...each })),
  ];
}

const columns: readonly PlainColumn<Row>[] = [
  {
    header: 'Limit',
    cell: ({ limit, value }) => value ?? limitText(limit),
    below: ({ limit, value }) =>
      value === undefined &&
      limit.renewsAt !== undefined && (
        <>
          anew <Moment at={limit.renewsAt} />
        </>
      ),
  },
  {
    header: 'Used',
    cell: ({ limit, value, used, held }) =>
      value === undefined && limit.values !== undefined ? (
        `${limit.values.length} counted`
      ) : (
        <AmountBar
          parts={[
            { name: 'Used', credits: used, tone: 'used' },
            { name: 'Set aside', credits: held, tone: 'held' },
            { name: 'Left', credits: Math.max(0, limit.credits - used - held), tone: 'plan' },
          ]}
        />
      ),
  },
  { header: 'Lets through', isNumber: true, cell: ({ limit }) => creditsText(limit.credits) },
];
