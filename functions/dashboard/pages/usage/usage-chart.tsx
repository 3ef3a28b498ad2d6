import MixedLineBarChart, { type MixedLineBarChartProps } from '@cloudscape-design/components/mixed-line-bar-chart';
import type { ReactNode } from 'react';
import type { UsageReport } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText } from '../../writing/credits.ts';
import { dateText, hourText, shortDateText } from '../../writing/instants.ts';
import type { DrawnSeries } from './usage-groups.ts';

interface UsageChartProps {
  readonly series: readonly DrawnSeries[];
  readonly starts: readonly string[];
  readonly interval: UsageReport['interval'];
  /** Credits of the plan for one interval. */
  readonly allotment: number | undefined;
  /** The link to the entries of an interval. */
  readonly linkOf: (start: string) => string;
}

const chartHeight = 300;

const allotmentNames = {
  hour: 'Plan’s allotment, an even share an hour',
  day: 'Plan’s allotment, an even share a day',
  cycle: 'Plan’s allotment',
} as const;

/** The trend, stacked by group, with the plan's allotment as a line. */
export function UsageChart({ series, starts, interval, allotment, linkOf }: UsageChartProps): ReactNode {
  const bars: readonly MixedLineBarChartProps.ChartSeries<string>[] = series.map(({ name, values }) => ({
    type: 'bar',
    title: name,
    data: starts.map((start) => ({ x: start, y: values.get(start) ?? 0 })),
    valueFormatter: creditsText,
  }));
  const line: readonly MixedLineBarChartProps.ChartSeries<string>[] =
    allotment === undefined
      ? []
      : [{ type: 'threshold', title: allotmentNames[interval], y: allotment, valueFormatter: creditsText }];
  return (
    <MixedLineBarChart<string>
      series={[...bars, ...line]}
      stackedBars
      hideFilter
      height={chartHeight}
      xScaleType="categorical"
      xDomain={starts}
      xTitle={interval === 'hour' ? 'Hour (UTC)' : interval === 'day' ? 'Day (UTC)' : 'Cycle'}
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
      detailPopoverFooter={(start) => <a href={linkOf(start)}>See the entries</a>}
    />
  );
}

function tickText(start: string, interval: UsageReport['interval']): string {
  if (interval === 'hour') return hourText(start, 'UTC');
  return interval === 'day' ? shortDateText(start, 'UTC') : dateText(start, 'UTC');
}
