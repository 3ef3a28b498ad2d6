import type { ReactNode } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { ShortMoment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import type { Entry, UsageReport } from '../../reading/shapes.ts';
import { dimensionsText } from '../../writing/words.ts';
import { workText } from '../../writing/work-text.ts';
import { type LedgerPlace, receiptOf } from './usage-links.ts';

interface LargestPanelProps {
  readonly entries: readonly Entry[];
  readonly place: LedgerPlace;
  readonly scope: UsageReport['scope'];
}

/** The single charges that took most of what is looked at, each with its receipt. */
export function LargestPanel({ entries, place, scope }: LargestPanelProps): ReactNode {
  if (entries.length === 0) return undefined;
  return (
    <Panel title="Largest charges" description="The single charges that took most. Each opens its receipt.">
      <PlainTable
        label="Largest charges"
        testId="largest"
        rows={entries}
        keyOf={({ seq }) => String(seq)}
        columns={[
          {
            header: 'Receipt',
            cell: ({ seq }) => (
              <a href={receiptOf(place, seq, scope)} aria-label={`Receipt of entry ${seq}`}>
                {seq}
              </a>
            ),
          },
          {
            header: 'When',
            cell: ({ at }) => <ShortMoment at={at} />,
            below: (entry) => [workText(entry), dimensionsText(entry.dimensions ?? {})].filter(Boolean).join(' · '),
          },
          { header: 'What it was for', isWideOnly: true, cell: (entry) => workText(entry) },
          { header: 'Whose', isWideOnly: true, cell: ({ dimensions = {} }) => dimensionsText(dimensions) },
          {
            header: 'Credits',
            isNumber: true,
            cell: ({ credits }) => <Amount exact={credits} />,
          },
        ]}
      />
    </Panel>
  );
}
