import type { ReactNode } from 'react';
import { ActButton } from '../../acting/act-button.tsx';
import { LimitDialog } from '../../acting/limit-dialog.tsx';
import { LimitRemovalDialog } from '../../acting/limit-removal-dialog.tsx';
import { isBeyondForm } from '../../acting/limit-terms.ts';
import { AmountBar } from '../../parts/amount-bar.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import type { Limits } from '../../reading/shapes.ts';
import { useLimits } from '../../reading/use-limits.ts';
import { useMay } from '../../session/use-may.ts';
import { creditsText } from '../../writing/credits.ts';
import { limitText } from '../../writing/limit-text.ts';

type Limit = Limits['limits'][number];

/** Values of one limit that are shown: those that used most. */
const valuesShown = 5;

/** The spending limits, what is used of each, and when it begins anew. */
export function LimitsPanel(): ReactNode {
  const read = useLimits();
  const { accountId } = useAccount();
  const mayDecide = useMay('removeLimit', accountId);
  const limits = read.value?.limits ?? [];
  return (
    <Panel
      title="Spending limits"
      description="They stop new use; work in progress is charged with what it ran."
      actions={<ActButton may="setLimit" text="Set a limit" dialog={(onClose) => <LimitDialog onClose={onClose} />} />}
    >
      <ReadNotice of={read} what="the spending limits" />
      {read.value !== undefined && limits.length === 0 && <p className="quiet">There are none.</p>}
      {limits.length > 0 && (
        <PlainTable
          label="Spending limits"
          testId="limits"
          rows={limits.flatMap(rowsOf)}
          keyOf={({ key }) => key}
          columns={mayDecide ? [...columns, decisions] : columns}
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
      value === undefined && (
        <>
          {limit.renewsAt !== undefined && (
            <>
              anew <Moment at={limit.renewsAt} />
            </>
          )}
          <LimitActs limit={limit} />
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

/** Beside each limit on a wide screen, and below its name on a small one. */
const decisions: PlainColumn<Row> = {
  header: 'Decide',
  isWideOnly: true,
  cell: ({ limit, value }) => value === undefined && <LimitActs limit={limit} />,
};

/** The acts on one limit. One that the form can’t hold is only taken away. */
function LimitActs({ limit }: { readonly limit: Limit }): ReactNode {
  return (
    <span className="acts">
      {!isBeyondForm(limit) && (
        <ActButton
          may="setLimit"
          kind="quiet"
          text="Change"
          label={`Change the limit ${limit.limitId}`}
          dialog={(onClose) => <LimitDialog limit={limit} onClose={onClose} />}
        />
      )}
      <ActButton
        may="removeLimit"
        kind="quiet"
        text="Take away"
        label={`Take the limit ${limit.limitId} away`}
        dialog={(onClose) => <LimitRemovalDialog limit={limit} onClose={onClose} />}
      />
    </span>
  );
}
