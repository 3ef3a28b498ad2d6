/** The data that a trend is drawn of: amounts over time, and their words. */
import type { ReactNode } from 'react';

export interface TrendSeries {
  readonly name: string;
  /** One for each bar; undefined where there is nothing to tell. */
  readonly amounts: readonly (number | undefined)[];
}

export interface TrendChartProps {
  /** The chart's name, for people who can't see it. */
  readonly label: string;
  /** The instants or days that the bars stand for, as they are written below them. */
  readonly bars: readonly string[];
  readonly series: readonly TrendSeries[];
  /** An amount that holds over the whole of each bar: drawn as steps. */
  readonly steps: TrendSeries | undefined;
  /** Bars upon each other where sums mean something, and a line for each series otherwise. */
  readonly isStacked: boolean;
  readonly amountName: string;
  readonly barName: string;
  /** Said in place of the chart where there is nothing to draw. */
  readonly empty: string;
  readonly textOf: (amount: number) => string;
  /** The same with its unit. */
  readonly unitTextOf: (amount: number) => string;
  /** The end of what is told of a bar: its sum, a link. */
  readonly footOf: (at: number) => ReactNode;
}
