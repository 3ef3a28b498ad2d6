import type { ReactNode } from 'react';
import { dayMs } from '../../../../shared/domain/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import type { Insights } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';

type SpanName = keyof Insights['burn']['total'];
type Burnt = NonNullable<Insights['burn']['total'][SpanName]>;

const spanNames = {
  lastDay: 'Last 24 whole hours',
  lastWeek: 'Last 7 days, by whole hours',
  cycle: 'This cycle, up to now',
  previousCycleToDate: 'Cycle before, up to the same point',
  previousCycle: 'Cycle before, whole',
} as const satisfies Record<SpanName, string>;

const shownSpans: readonly SpanName[] = ['lastDay', 'lastWeek', 'cycle', 'previousCycleToDate', 'previousCycle'];

/** How fast credits go. A row is there before its numbers are, so that nothing moves when they come. */
export function PacePanel({ read }: { readonly read: Read<Insights> }): ReactNode {
  const none = read.value === undefined && read.failure === undefined ? '…' : '–';
  const figure = (name: SpanName, textOf: (burnt: Burnt) => string): string => {
    const burnt = read.value?.burn.total[name];
    return burnt === undefined ? none : textOf(burnt);
  };
  // What an hour or two come to says little of a day.
  const isUnderADay = (name: SpanName): boolean => {
    const span = read.value?.burn.spans[name];
    return span !== undefined && Date.parse(span.end) - Date.parse(span.start) < dayMs;
  };
  return (
    <Panel title="Burn rate" description="Credits used, less what was reversed. Whole hours are those that are over.">
      <ReadNotice of={read} what="the burn rate" />
      <PlainTable
        label="Burn rate"
        testId="burn"
        rows={shownSpans}
        keyOf={(name) => name}
        columns={[
          { header: 'Over', cell: (name) => spanNames[name] },
          {
            header: 'A day',
            isNumber: true,
            cell: (name) => (isUnderADay(name) ? '–' : figure(name, ({ perDay }) => roundedText(perDay))),
          },
          { header: 'In all', isNumber: true, cell: (name) => figure(name, ({ credits }) => creditsText(credits)) },
        ]}
      />
    </Panel>
  );
}
