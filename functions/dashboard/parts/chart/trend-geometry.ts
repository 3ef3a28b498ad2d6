/** The places of a trend's bars, lines and steps in a drawing of a given size. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { curveStepAfter, line, stack, stackOffsetDiverging } from 'd3-shape';

/** An amount for each bar; undefined where there is nothing to tell. */
export type Amounts = readonly (number | undefined)[];

export interface TrendShape {
  readonly series: readonly Amounts[];
  /** A line that keeps its height over the whole of a bar. */
  readonly steps: Amounts | undefined;
  /** Bars upon each other where sums mean something, and a line for each series otherwise. */
  readonly isStacked: boolean;
  readonly count: number;
}

export interface TrendSize {
  readonly width: number;
  readonly height: number;
  /** Room for the amounts before the bars, and for the instants below them. */
  readonly start: number;
  readonly bottom: number;
}

export interface TrendBar {
  readonly series: number;
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TrendGeometry {
  readonly bars: readonly TrendBar[];
  readonly lines: readonly string[];
  readonly stepLine: string;
  readonly floorY: number;
  readonly ticks: readonly { readonly amount: number; readonly y: number }[];
  readonly centreOf: (at: number) => number;
  readonly step: number;
  readonly barAt: (x: number) => number;
}

const top = 14;
const end = 8;
const ticksAbout = 4;

export function trendGeometry(shape: TrendShape, size: TrendSize): TrendGeometry {
  const { series, steps, isStacked, count } = shape;
  const places = Array.from({ length: count }, (_, at) => at);
  const across = scaleBand(places, [size.start, Math.max(size.start + 1, size.width - end)]).paddingInner(0.25);
  const stacked = isStacked ? stackOf(series, places) : [];
  const amounts = [...(isStacked ? stacked.flat(2) : series.flat()), ...(steps ?? [])].filter(isAmount);
  const up = scaleLinear([Math.min(0, ...amounts), Math.max(0, ...amounts) || 1], [size.height - size.bottom, top]);
  const scale = up.nice(ticksAbout);
  const leftOf = (at: number): number => across(at) ?? size.start;
  const width = across.bandwidth();
  const pathOf = line<readonly [number, number]>();
  return {
    bars: stacked.flatMap((each, index) =>
      each.flatMap(([from, to], at) =>
        from === to
          ? []
          : [{ series: index, at, x: leftOf(at), y: scale(to), width, height: Math.max(1, scale(from) - scale(to)) }],
      ),
    ),
    lines: isStacked
      ? []
      : series.map((each) => pathOf.defined(([, y]) => !Number.isNaN(y))(points(each, leftOf, width / 2, scale)) ?? ''),
    stepLine: steps === undefined ? '' : stepsOf(steps, leftOf, across.step(), scale),
    floorY: scale(0),
    ticks: scale.ticks(ticksAbout).map((amount) => ({ amount, y: scale(amount) })),
    centreOf: (at) => leftOf(at) + width / 2,
    step: across.step(),
    barAt: (x) => Math.min(count - 1, Math.max(0, Math.floor((x - size.start) / across.step()))),
  };
}

type Scale = (amount: number) => number;

function stackOf(series: readonly Amounts[], places: readonly number[]): readonly (readonly [number, number])[][] {
  return stack<number, number>()
    .keys(series.keys())
    .value((at, index) => series[index]?.[at] ?? 0)
    .offset(stackOffsetDiverging)([...places])
    .map((each) => each.map(([from, to]) => [from, to] as const));
}

/** A gap of the line where there is nothing to tell: not a number. */
function points(amounts: Amounts, leftOf: Scale, half: number, scale: Scale): readonly (readonly [number, number])[] {
  return amounts.map((amount, at) => [leftOf(at) + half, amount === undefined ? Number.NaN : scale(amount)]);
}

function stepsOf(amounts: Amounts, leftOf: Scale, step: number, scale: Scale): string {
  const known = amounts.flatMap((amount, at) => (amount === undefined ? [] : [[leftOf(at), scale(amount)] as const]));
  const last = known.at(-1);
  const whole = last === undefined ? known : [...known, [last[0] + step, last[1]] as const];
  return line<readonly [number, number]>().curve(curveStepAfter)(whole) ?? '';
}

function isAmount(amount: number | undefined): amount is number {
  return amount !== undefined;
}
