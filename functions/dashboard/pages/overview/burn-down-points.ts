/** The burn-down as paths of a drawing: time from left to right, credits from below to above. */
import type { Account, Insights } from '../../reading/shapes.ts';

export const drawing = { width: 800, height: 220, left: 8, right: 8, top: 24, bottom: 28 } as const;

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
  readonly y: number;
}

/** Undefined where nothing was ever there to be used. */
export function burnDownPaths(
  { burnDown, runOut }: Insights,
  { cycle }: Account,
  nowMs: number,
): BurnDownPaths | undefined {
  const { past, ahead } = burnDown;
  const most = Math.max(...past.map(({ left }) => left), ...ahead.map(({ high }) => high));
  if (!(most > 0)) return undefined;
  const [startMs, endMs] = [Date.parse(cycle.start), Date.parse(cycle.end)];
  const { width, height, left, right, top, bottom } = drawing;
  const xOf = (atMs: number): number =>
    left + Math.min(1, Math.max(0, (atMs - startMs) / (endMs - startMs))) * (width - left - right);
  const yOf = (credits: number): number => height - bottom - (credits / most) * (height - top - bottom);
  const at = (instant: string, credits: number): Point => ({ x: xOf(Date.parse(instant)), y: yOf(credits) });
  const pastPoints = past.map((point) => at(point.at, point.left));
  const floorY = yOf(0);
  const firstX = pastPoints[0]?.x ?? left;
  const begun = past.find((point) => point.left > 0)?.left ?? 0;
  const empty = runOut.status === 'forecast' ? runOut.likely : null;
  return {
    past: pathOf(pastPoints),
    area: closed([{ x: firstX, y: floorY }, ...pastPoints, { x: pastPoints.at(-1)?.x ?? firstX, y: floorY }]),
    pace: pathOf([
      { x: firstX, y: yOf(begun) },
      { x: xOf(endMs), y: floorY },
    ]),
    band: closed([
      ...ahead.map((point) => at(point.at, point.high)),
      ...ahead.map((point) => at(point.at, point.low)).toReversed(),
    ]),
    likely: pathOf(ahead.map((point) => at(point.at, point.likely))),
    nowX: xOf(nowMs),
    emptyX: empty === null ? undefined : xOf(Date.parse(empty)),
    floorY,
    most,
    begun,
  };
}

function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function closed(points: readonly Point[]): string {
  return points.length === 0 ? '' : `${pathOf(points)}Z`;
}
