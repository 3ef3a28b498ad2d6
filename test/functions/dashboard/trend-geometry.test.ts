import { expect, test } from 'vitest';
import { trendGeometry } from '../../../functions/dashboard/parts/chart/trend-geometry.ts';

const size = { width: 640, height: 300, start: 40, bottom: 28 };
const bars = { steps: undefined, isStacked: true, count: 3 };

test('bars of one place stand upon each other, and their heights are to each other as the amounts', () => {
  const { bars: drawn, floorY } = trendGeometry(
    {
      ...bars,
      series: [
        [10, 0, 30],
        [20, 5, undefined],
      ],
    },
    size,
  );
  const [first, second] = [0, 1].map((series) => drawn.find((each) => each.at === 0 && each.series === series));

  expect((first?.y ?? 0) + (first?.height ?? 0)).toBeCloseTo(floorY);
  expect((second?.y ?? 0) + (second?.height ?? 0)).toBeCloseTo(first?.y ?? 0);
  expect(second?.height).toBeCloseTo((first?.height ?? 0) * 2);
  // What is nothing is not drawn.
  expect(drawn.map(({ at, series }) => [at, series])).toEqual([
    [0, 0],
    [2, 0],
    [0, 1],
    [1, 1],
  ]);
});

test('what was given back goes below the floor', () => {
  const { bars: drawn, floorY } = trendGeometry({ ...bars, series: [[10, -4, 1]] }, size);

  expect(drawn[1]?.y).toBeCloseTo(floorY);
  expect((drawn[1]?.y ?? 0) + (drawn[1]?.height ?? 0)).toBeLessThanOrEqual(size.height - size.bottom);
});

test('a line has a gap where there is nothing to tell', () => {
  const { lines, bars: drawn } = trendGeometry(
    { series: [[1, 2, undefined, 3, 4]], steps: undefined, isStacked: false, count: 5 },
    size,
  );

  expect(drawn).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.match(/M/g)).toHaveLength(2);
});

test('steps keep their height over the whole of a bar, the last one too', () => {
  const { stepLine, step, centreOf } = trendGeometry({ ...bars, series: [], steps: [undefined, 8, 4] }, size);
  const points = [...stepLine.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  const heights = [...new Set(points.map(({ y }) => y))];
  const spans = heights.map((height) => points.filter(({ y }) => y === height).map(({ x }) => x));

  expect(heights).toHaveLength(2);
  for (const xs of spans) expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(step, 1);
  // It begins with the second bar: of the first there is nothing to tell.
  expect(points[0]?.x).toBeGreaterThan(centreOf(0));
  expect(points[0]?.x).toBeLessThan(centreOf(1));
});

test('every place of the drawing is of a bar, beyond its ends of the first and the last', () => {
  const { barAt, centreOf } = trendGeometry({ ...bars, series: [[1, 1, 1]] }, size);

  expect([0, 1, 2].map((at) => barAt(centreOf(at)))).toEqual([0, 1, 2]);
  expect([barAt(-50), barAt(5_000)]).toEqual([0, 2]);
});

test('where nothing was used there is a floor, and no bar', () => {
  const { bars: drawn, floorY, ticks } = trendGeometry({ ...bars, series: [[0, 0, 0]] }, size);

  expect(drawn).toEqual([]);
  expect(floorY).toBe(size.height - size.bottom);
  expect(ticks.every(({ y }) => Number.isFinite(y))).toBe(true);
});
