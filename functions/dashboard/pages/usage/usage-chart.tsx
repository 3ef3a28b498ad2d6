import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import type { TrendSeries } from '../../parts/chart/trend.ts';
import { TrendChart } from '../../parts/chart/trend-chart.tsx';
import type { UsageReport } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { dateText, hourText, shortDateText } from '../../writing/instants.ts';
import { amountText, isAdditive, type Measure, measureNames, unitOf } from './measures.ts';
import { barsOf, spanOfBars } from './usage-bars.ts';
import type { DrawnSeries } from './usage-groups.ts';

interface UsageChartProps {
  readonly series: readonly DrawnSeries[];
  /** Bars in a stack where sums mean something, and a line for each otherwise. */
  readonly measure: Measure;
  readonly starts: readonly string[];
  readonly interval: UsageReport['interval'];
  readonly timeZone: string;
  /** Credits of the plan over the interval that begins then; undefined too where they are no measure of what is drawn. */
  readonly paceAt: (start: string) => number | undefined;
  /** The link to the entries from the start of one interval to the end of another. */
  readonly linkOf: (first: string, last: string) => string;
}

const allotmentNames = {
  hour: 'Plan’s allotment, an even share an hour',
  day: 'Plan’s allotment, an even share a day',
  week: 'Plan’s allotment, an even share a week',
  cycle: 'Plan’s allotment',
} as const;

const axisNames = {
  hour: 'Hour',
  day: 'Day',
  week: 'Week from this day on',
  cycle: 'Cycle',
} as const;

/** The trend, stacked by group, with the even pace of the plan's credits, as it was at each time, as steps. */
export function UsageChart(props: UsageChartProps): ReactNode {
  const { series, measure, starts, interval, timeZone, paceAt, linkOf } = props;
  const span = spanOfBars(starts, interval, useNarrow() ? 'narrow' : 'wide');
  const bars = barsOf(starts, span);
  const isStacked = isAdditive(measure);
  const unitTextOf = (amount: number): string => `${amountText(measure, amount)} ${unitOf(measure, amount)}`;
  const paced = bars.map((bar) => paceOfBar(bar, paceAt));
  const steps: TrendSeries | undefined = paced.every((pace) => pace === undefined)
    ? undefined
    : { name: allotmentNames[span], amounts: paced };
  return (
    <TrendChart
      label="Usage over time"
      bars={bars.map(([first = '']) => tickText(first, interval, timeZone))}
      series={series.map(({ name, amountIn }) => ({ name, amounts: bars.map((bar) => amountIn(bar)) }))}
      steps={steps}
      isStacked={isStacked}
      amountName={measureNames[measure]}
      barName={interval === 'cycle' ? axisNames[span] : `${axisNames[span]} (${timeZone})`}
      empty="Nothing was used."
      textOf={(amount) => amountText(measure, amount)}
      unitTextOf={unitTextOf}
      footOf={(at) => {
        const bar = bars[at] ?? [];
        const sum = sumOfCredits(series.map(({ amountIn }) => amountIn(bar) ?? 0));
        return (
          <>
            {isStacked && (
              <p className="trend-total">
                In all <strong>{unitTextOf(sum)}</strong>
              </p>
            )}
            <a href={linkOf(bar[0] ?? '', bar.at(-1) ?? '')}>See the entries</a>
          </>
        );
      }}
    />
  );
}

/** Undefined before the account was there. */
function paceOfBar(bar: readonly string[], paceAt: UsageChartProps['paceAt']): number | undefined {
  const paces = bar.flatMap((start) => paceAt(start) ?? []);
  return paces.length === 0 ? undefined : sumOfCredits(paces);
}

function tickText(start: string, interval: UsageReport['interval'], timeZone: string): string {
  if (interval === 'hour') return hourText(start, timeZone);
  return interval === 'day' ? shortDateText(start, timeZone) : dateText(start, timeZone);
}
