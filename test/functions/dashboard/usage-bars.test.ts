import { describe, expect, it } from 'vitest';
import { barsOf, spanOfBars } from '../../../functions/dashboard/pages/usage/usage-bars.ts';

const days = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString());

describe('the bars of the trend', () => {
  it('are days as long as they can be told apart, and each hour of a week', () => {
    expect(spanOfBars(days(92), 'day', 'wide')).toBe('day');
    expect(barsOf(days(92), 'day')).toEqual(days(92).map((day) => [day]));
    expect(spanOfBars(days(168), 'hour', 'narrow')).toBe('hour');
    expect(spanOfBars(days(400), 'cycle', 'narrow')).toBe('cycle');
  });

  it('are weeks sooner on a small screen, where a month is still days', () => {
    expect(spanOfBars(days(31), 'day', 'narrow')).toBe('day');
    expect(spanOfBars(days(92), 'day', 'narrow')).toBe('week');
  });

  it('are weeks of 400 days, every day in one of them', () => {
    const starts = days(400);
    expect(spanOfBars(starts, 'day', 'wide')).toBe('week');
    const bars = barsOf(starts, 'week');
    expect(bars).toHaveLength(58);
    expect(bars.flat()).toEqual(starts);
    expect(bars.slice(0, -1).every((bar) => bar.length === 7)).toBe(true);
    expect(bars.at(-1)).toHaveLength(1);
  });
});
