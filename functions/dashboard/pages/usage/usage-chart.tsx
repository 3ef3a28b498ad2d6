import MixedLineBarChart, { type MixedLineBarChartProps } from '@cloudscape-design/components/mixed-line-bar-chart';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import type { UsageReport } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText, sumOfCredits } from '../../writing/credits.ts';
import { dateText, hourText, shortDateText } from '../../writing/instants.ts';
import { barsOf, intervalsIn, spanOfBars } from './usage-bars.ts';
import type { DrawnSeries } from './usage-groups.ts';

interface UsageChartProps {
  readonly series: readonly DrawnSeries[];
  readonly starts: readonly string[];
  readonly interval: UsageReport['interval'];
  /** Credits of the plan for one interval. */
  readonly allotment: number | undefined;
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
  hour: 'Hour (UTC)',
  day: 'Day (UTC)',
  week: 'Week from this day on (UTC)',
  cycle: 'Cycle',
} as const;

/** The trend, stacked by group, with the plan's allotment as a line. */
export function UsageChart({ series, starts, interval, allotment, linkOf }: UsageChartProps): ReactNode {
  const span = spanOfBars(starts, interval, useNarrow() ? 'narrow' : 'wide');
  const bars = barsOf(starts, span);
  const barSeries: readonly MixedLineBarChartProps.ChartSeries<string>[] = series.map(({ name, values }) => ({
    type: 'bar',
    title: name,
    data: bars.map((bar) => ({ x: bar[0] ?? '', y: sumOfCredits(bar.map((start) => values.get(start) ?? 0)) })),
    valueFormatter: creditsText,
  }));
  const line: readonly MixedLineBarChartProps.ChartSeries<string>[] =
    allotment === undefined
      ? []
      : [
          {
            type: 'threshold',
            title: allotmentNames[span],
            y: allotment * intervalsIn(span),
            valueFormatter: creditsText,
          },
        ];
  return (
    <MixedLineBarChart<string>
      series={[...barSeries, ...line]}
      stackedBars
      hideFilter
      height={chartHeight}
      xScaleType="categorical"
      xDomain={bars.map(([first = '']) => first)}
      xTitle={axisNames[span]}
      yTitle="Credits"
      ariaLabel="Usage over time"
      statusType="finished"
      empty="Nothing was used."
      i18nStrings={{
        xTickFormatter: (start) => tickText(start, interval),
        yTickFormatter: creditsText,
        chartAriaRoleDescription: 'bar chart',
        detailPopoverDismissAriaLabel: 'Close',
        legendAriaLabel: 'Groups',
      }}
      detailPopoverSeriesContent={({ series: { title }, y }) => ({ key: title, value: creditsUnitText(y) })}
      detailPopoverFooter={(start) => (
        <a href={linkOf(start, bars.find(([first]) => first === start)?.at(-1) ?? start)}>See the entries</a>
      )}
    />
  );
}

function tickText(start: string, interval: UsageReport['interval']): string {
  if (interval === 'hour') return hourText(start, 'UTC');
  return interval === 'day' ? shortDateText(start, 'UTC') : dateText(start, 'UTC');
}
