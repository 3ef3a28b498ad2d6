import MixedLineBarChart, { type MixedLineBarChartProps } from '@cloudscape-design/components/mixed-line-bar-chart';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
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

const chartHeight = 300;

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

/** The trend, stacked by group, with the even pace of the plan's credits, as it was at each time, as a line. */
export function UsageChart({
  series,
  measure,
  starts,
  interval,
  timeZone,
  paceAt,
  linkOf,
}: UsageChartProps): ReactNode {
  const span = spanOfBars(starts, interval, useNarrow() ? 'narrow' : 'wide');
  const bars = barsOf(starts, span);
  const isStacked = isAdditive(measure);
  const textOf = (amount: number): string => amountText(measure, amount);
  const drawn: readonly MixedLineBarChartProps.ChartSeries<string>[] = series.map(({ name, amountIn }) => ({
    type: isStacked ? 'bar' : 'line',
    title: name,
    data: bars.flatMap((bar) => {
      const y = amountIn(bar);
      return y === undefined ? [] : [{ x: bar[0] ?? '', y }];
    }),
    valueFormatter: textOf,
  }));
  const paced = bars.flatMap((bar) => {
    const paces = bar.flatMap((start) => paceAt(start) ?? []);
    return paces.length === 0 ? [] : [{ x: bar[0] ?? '', y: sumOfCredits(paces) }];
  });
  const line: readonly MixedLineBarChartProps.ChartSeries<string>[] =
    paced.length === 0 ? [] : [{ type: 'line', title: allotmentNames[span], data: paced, valueFormatter: textOf }];
  const totalOf = (first: string): number => {
    const bar = bars.find(([start]) => start === first) ?? [];
    return sumOfCredits(series.map(({ amountIn }) => amountIn(bar) ?? 0));
  };
  return (
    <MixedLineBarChart<string>
      series={[...drawn, ...line]}
      stackedBars={isStacked}
      hideFilter
      height={chartHeight}
      xScaleType="categorical"
      xDomain={bars.map(([first = '']) => first)}
      xTitle={interval === 'cycle' ? axisNames[span] : `${axisNames[span]} (${timeZone})`}
      yTitle={measureNames[measure]}
      ariaLabel="Usage over time"
      statusType="finished"
      empty="Nothing was used."
      i18nStrings={{
        xTickFormatter: (start) => tickText(start, interval, timeZone),
        yTickFormatter: textOf,
        chartAriaRoleDescription: 'bar chart',
        detailPopoverDismissAriaLabel: 'Close',
        legendAriaLabel: 'Groups',
      }}
      detailPopoverSeriesContent={({ series: { title }, y }) => ({
        key: title,
        value: `${textOf(y)} ${unitOf(measure, y)}`,
      })}
      detailPopoverFooter={(start) => (
        <>
          {isStacked && (
            <p className="chart-total">
              In all{' '}
              <strong>
                {textOf(totalOf(start))} {unitOf(measure, totalOf(start))}
              </strong>
            </p>
          )}
          <a href={linkOf(start, bars.find(([first]) => first === start)?.at(-1) ?? start)}>See the entries</a>
        </>
      )}
    />
  );
}

function tickText(start: string, interval: UsageReport['interval'], timeZone: string): string {
  if (interval === 'hour') return hourText(start, timeZone);
  return interval === 'day' ? shortDateText(start, timeZone) : dateText(start, timeZone);
}
