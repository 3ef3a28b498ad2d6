/** The burn-down as paths of a drawing: time from left to right, credits from below to above. */
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Account, Insights } from '../../reading/shapes.ts';

export const drawing = { height: 220, left: 8, right: 8, top: 24, bottom: 28 } as const;

export interface BurnDownPaths {
  readonly past: string;
  readonly area: string;
  readonly pace: string;
  readonly band: string;
  readonly likely: string;
  readonly nowX: number;
  /** Where likely use empties it, if it does. */
  readonly emptyX: number | undefined;
  readonly floorY: number;
  readonly most: number;
  /** Credits that the cycle began with, once any had come. */
  readonly begun: number;
}

interface Point {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

interface Frame {
  readonly nowMs: number;
  /** Pixels that there are across. */
  readonly width: number;
}

/** Undefined where nothing was ever there to be used. */
export function burnDownPaths(
  { burnDown, runOut }: Insights,
  { cycle }: Account,
  { nowMs, width }: Frame,
): BurnDownPaths | undefined {
  const { past, ahead } = burnDown;
  const most = Math.max(...past.map(({ left }) => left), ...ahead.map(({ high }) => high));
  if (!(most > 0)) return undefined;
  const { height, left, right, top, bottom } = drawing;
  const xOf = scaleLinear([Date.parse(cycle.start), Date.parse(cycle.end)], [left, width - right]).clamp(true);
  const yOf = scaleLinear([0, most], [height - bottom, top]);
  const at = (instant: string, high: number, low = 0): Point => ({
    x: xOf(Date.parse(instant)),
    low: yOf(low),
    high: yOf(high),
  });
  const pastPoints = past.map((point) => at(point.at, point.left));
  const begun = past.find((point) => point.left > 0)?.left ?? 0;
  const empty = runOut.status === 'forecast' ? runOut.likely : null;
  return {
    past: lineOf(pastPoints),
    area: bandOf(pastPoints),
    pace: lineOf([at(past[0]?.at ?? cycle.start, begun), at(cycle.end, 0)]),
    band: bandOf(ahead.map((point) => at(point.at, point.high, point.low))),
    likely: lineOf(ahead.map((point) => at(point.at, point.likely))),
    nowX: xOf(nowMs),
    emptyX: empty === null ? undefined : xOf(Date.parse(empty)),
    floorY: yOf(0),
    most,
    begun,
  };
}

function lineOf(points: readonly Point[]): string {
  const path = line<Point>(
    ({ x }) => x,
    ({ high }) => high,
  );
  return path.digits(1)(points) ?? '';
}

function bandOf(points: readonly Point[]): string {
  const path = area<Point>(
    ({ x }) => x,
    ({ low }) => low,
    ({ high }) => high,
  );
  return path.digits(1)(points) ?? '';
}
