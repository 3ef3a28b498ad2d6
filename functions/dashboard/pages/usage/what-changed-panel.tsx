import type { ReactNode } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Breakable } from '../../parts/breakable.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { signedText } from '../../writing/credits.ts';
import { aspectName } from '../../writing/words.ts';
import { amountText, type Measure, unitOf } from './measures.ts';
import type { GroupTotal } from './usage-groups.ts';
import { type Difference, type Driver, differenceOf } from './what-changed.ts';

interface WhatChangedPanelProps {
  readonly totals: readonly GroupTotal[];
  readonly groupBy: string;
  readonly measure: Measure;
  /** The time that it is compared with, in words. */
  readonly before: string;
  /** To the entries of a group; undefined where they can't be told by it. */
  readonly linkOf: (group: GroupTotal) => string | undefined;
}

/** Why more or less is used than before: the drivers of the difference, which add up to it. */
export function WhatChangedPanel({ totals, groupBy, measure, before, linkOf }: WhatChangedPanelProps): ReactNode {
  const difference = differenceOf(totals);
  const { change, drivers } = difference;
  const textOf = (amount: number): string => amountText(measure, amount);
  const signed = (amount: number): ReactNode => <Amount exact={amount} text={signedText(amount, textOf)} />;
  return (
    <Panel title="What changed">
      <p className="lead" data-testid="what-changed-sum">
        {sentenceOf(difference, before, measure)}
      </p>
      {drivers.length > 0 && (
        <PlainTable
          label="What changed"
          testId="what-changed"
          rows={drivers}
          keyOf={({ id }) => id}
          columns={[
            {
              header: aspectName(groupBy),
              cell: (driver) => <DriverName driver={driver} linkOf={linkOf} />,
              below: ({ group }) =>
                group !== undefined && `${textOf(group.previous)} before, ${textOf(group.credits)} now`,
              total: 'The difference',
            },
            {
              header: 'Change',
              isNumber: true,
              cell: (driver) => signed(driver.change),
              total: signed(change),
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** Names a driver where it goes the way of the whole. */
function sentenceOf({ change, drivers }: Difference, before: string, measure: Measure): string {
  const textOf = (amount: number): string => amountText(measure, amount);
  if (drivers.length === 0) return `The same as in ${before}.`;
  const first = drivers.find((driver) => Math.sign(driver.change) === Math.sign(change));
  if (change === 0) return `As much as in ${before}, otherwise made up.`;
  const sum = `${textOf(Math.abs(change))} ${unitOf(measure, Math.abs(change))} ${change > 0 ? 'more' : 'less'} than in ${before}`;
  return first?.group === undefined
    ? `${sum}.`
    : `${sum}; ${first.group.name} changed most, by ${signedText(first.change, textOf)}.`;
}

function DriverName({
  driver: { group, count },
  linkOf,
}: {
  readonly driver: Driver;
  readonly linkOf: WhatChangedPanelProps['linkOf'];
}): ReactNode {
  if (group === undefined) return <span className="quiet">{count} others</span>;
  const link = linkOf(group);
  const name = <Breakable>{group.name}</Breakable>;
  return link === undefined ? name : <a href={link}>{name}</a>;
}
