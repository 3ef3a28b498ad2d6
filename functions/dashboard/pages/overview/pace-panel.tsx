import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { Insights } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';

type SpanName = keyof Insights['burn']['total'];

const spanNames = {
  lastDay: 'Last 24 hours',
  lastWeek: 'Last 7 days',
  cycle: 'This cycle',
  previousCycleToDate: 'Cycle before, up to the same point',
  previousCycle: 'Cycle before, whole',
} as const satisfies Record<SpanName, string>;

const shownSpans: readonly SpanName[] = ['lastDay', 'lastWeek', 'cycle', 'previousCycleToDate', 'previousCycle'];

/** How fast credits go. */
export function PacePanel({ read }: { readonly read: Read<Insights> }): ReactNode {
  return (
    <Panel title="Burn rate" description="Credits used, less what was reversed; in whole hours.">
      <ReadNotice of={read} what="the burn rate" />
      <Scroller label="Burn rate">
        <table className="plain-table" data-testid="burn">
          <thead>
            <tr>
              <th scope="col">Over</th>
              <th scope="col" className="number">
                A day
              </th>
              <th scope="col" className="number">
                In all
              </th>
            </tr>
          </thead>
          <tbody>
            {shownSpans.map((name) => (
              <SpanRow key={name} name={name} burnt={read.value?.burn.total[name]} isKnown={read.value !== undefined} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  );
}

interface SpanRowProps {
  readonly name: SpanName;
  readonly burnt: Insights['burn']['total'][SpanName];
  readonly isKnown: boolean;
}

/** A row is there before its numbers are, so that nothing moves when they come. */
function SpanRow({ name, burnt, isKnown }: SpanRowProps): ReactNode {
  const none = isKnown ? '–' : '…';
  return (
    <tr>
      <th scope="row">{spanNames[name]}</th>
      <td className="number">{burnt === undefined ? none : roundedText(burnt.perDay)}</td>
      <td className="number">{burnt === undefined ? none : creditsText(burnt.credits)}</td>
    </tr>
  );
}
