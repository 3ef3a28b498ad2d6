import MixedLineBarChart, { type MixedLineBarChartProps } from '@cloudscape-design/components/mixed-line-bar-chart';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import type { UsageReport } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText, sumOfCredits } from '../../writing/credits.ts';
import { dateText, hourText, shortDateText } from '../../writing/instants.ts';
import { barsOf, spanOfBars } from './usage-bars.ts';
import type { DrawnSeries } from './usage-groups.ts';

interface UsageChartProps {
  readonly series: readonly DrawnSeries[];
  readonly starts: readonly string[];
  readonly interval: UsageReport['interval'];
  readonly timeZone: string;
  /** Credits of the plan over the interval that begins then. */
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
export function UsageChart({ series, starts, interval, timeZone, paceAt, linkOf }: UsageChartProps): ReactNode {
  const span = spanOfBars(starts, interval, useNarrow() ? 'narrow' : 'wide');
  const bars = barsOf(starts, span);
  const barSeries: readonly MixedLineBarChartProps.ChartSeries<string>[] = series.map(({ name, values }) => ({
    type: 'bar',
    title: name,
    data: bars.map((bar) => ({ x: bar[0] ?? '', y: sumOfCredits(bar.map((start) => values.get(start) ?? 0)) })),
    valueFormatter: creditsText,
  }));
  const paced = bars.flatMap((bar) => {
    const paces = bar.flatMap((start) => paceAt(start) ?? []);
    return paces.length === 0 ? [] : [{ x: bar[0] ?? '', y: sumOfCredits(paces) }];
  });
  const line: readonly MixedLineBarChartProps.ChartSeries<string>[] =
    paced.length === 0 ? [] : [{ type: 'line', title: allotmentNames[span], data: paced, valueFormatter: creditsText }];
  const totalOf = (first: string): number => {
    const bar = bars.find(([start]) => start === first) ?? [];
    return sumOfCredits(series.flatMap(({ values }) => bar.map((start) => values.get(start) ?? 0)));
  };
  return (
    <MixedLineBarChart<string>
      series={[...barSeries, ...line]}
      stackedBars
      hideFilter
      height={chartHeight}
      xScaleType="categorical"
      xDomain={bars.map(([first = '']) => first)}
      xTitle={interval === 'cycle' ? axisNames[span] : `${axisNames[span]} (${timeZone})`}
      yTitle="Credits"
      ariaLabel="Usage over time"
      statusType="finished"
      empty="Nothing was used."
      i18nStrings={{
        xTickFormatter: (start) => tickText(start, interval, timeZone),
        yTickFormatter: creditsText,
        chartAriaRoleDescription: 'bar chart',
        detailPopoverDismissAriaLabel: 'Close',
        legendAriaLabel: 'Groups',
      }}
      detailPopoverSeriesContent={({ series: { title }, y }) => ({ key: title, value: creditsUnitText(y) })}
      detailPopoverFooter={(start) => (
        <>
          <p className="chart-total">
            In all <strong>{creditsUnitText(totalOf(start))}</strong>
          </p>
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
