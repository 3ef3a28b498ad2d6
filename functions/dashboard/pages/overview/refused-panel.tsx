import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import type { Insights } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';

type Refused = Insights['refused'][number];

const reasons = {
  'insufficient-credits': 'Not enough credits',
  'limit-reached': 'A spending limit was reached',
  'too-many-limit-values': 'A spending limit counts no more values',
  'too-many-holds': 'Too much work in progress',
  'sku-unknown': 'No price for it',
  'usage-too-old': 'Told too late',
  'usage-in-future': 'Told ahead of time',
  'account-closed': 'The account is closed',
} as const satisfies Record<Refused['reason'], string>;

/** Names the uses that were turned away in this cycle, and why; nothing where none were. */
export function RefusedPanel({ read }: { readonly read: Read<Insights> }): ReactNode {
  const refused = read.value?.refused ?? [];
  if (refused.length === 0) return null;
  return (
    <Panel title="What was turned away" description="In this cycle. Nothing was charged for it.">
      <PlainTable
        label="What was turned away"
        testId="refused"
        rows={refused}
        keyOf={({ reason, limitId = '' }) => `${reason} ${limitId}`}
        columns={[
          {
            header: 'Why',
            cell: ({ reason, limitId }) => (limitId === undefined ? reasons[reason] : `${reasons[reason]}: ${limitId}`),
            below: ({ lastAt }) => (
              <>
                Last <Moment at={lastAt} />
              </>
            ),
          },
          { header: 'Requests', isNumber: true, cell: ({ requests }) => roundedText(requests) },
          {
            header: 'Credits',
            isNumber: true,
            cell: ({ credits }) => (credits === 0 ? '–' : creditsText(credits)),
          },
        ]}
      />
    </Panel>
  );
}
