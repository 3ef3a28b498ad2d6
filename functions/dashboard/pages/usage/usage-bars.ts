import type { Interval } from './usage-view.ts';

/** Bars that can be told apart, and are drawn at once. */
const barsMax = { wide: 200, narrow: 60 } as const;
const weekDays = 7;

/** The time that one bar of the trend stands for: one interval, or a week where there are too many days. */
export function spanOfBars(
  starts: readonly string[],
  interval: Interval,
  screen: keyof typeof barsMax,
): Interval | 'week' {
  return interval === 'day' && starts.length > barsMax[screen] ? 'week' : interval;
}

/** The intervals that each bar adds up, by their starts. The last week may be a part of one. */
export function barsOf(starts: readonly string[], span: Interval | 'week'): readonly (readonly string[])[] {
  const each = intervalsIn(span);
  return Array.from({ length: Math.ceil(starts.length / each) }, (_, bar) =>
    starts.slice(bar * each, (bar + 1) * each),
  );
}

function intervalsIn(span: Interval | 'week'): number {
  return span === 'week' ? weekDays : 1;
}
