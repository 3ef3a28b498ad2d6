import { describe, expect, it } from 'vitest';
import { hourOfWeekIn } from '../../../shared/domain/insights/local-hours.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { forecast, historyOf, stepsOf } from '../../support/builders/hours-of-use.ts';

describe('a forecast after something unusual', () => {
  const aDay = 170_000_000 / 24;

  it('goes on with usual days after one large job in the last hour', () => {
    const hours = historyOf(56, (hour) => aDay + (hour === 56 * 24 - 1 ? 2_765_000_000 : 0));

    const { likely, low } = stepsOf(forecast(hours, 10.6)).at(-1) ?? expect.fail('no step');

    expect(likely).toBeGreaterThan(1_802_000_000 * 0.95);
    expect(likely).toBeLessThan(1_802_000_000 * 1.1);
    expect(low).toBeLessThan(1_802_000_000);
  });

  it.each([3, 5, 7])('says that the habit broke after %i days of nothing', (pause) => {
    const hours = historyOf(56, (hour) => (hour >= (56 - pause) * 24 ? 0 : 3_700_000_000 / 24));

    expect(forecast(hours, 28)).toMatchObject({ kind: 'abstains', reason: 'use-changed', historyDays: pause });
  });

  it.each([
    [10, 1],
    [10, 6],
    [0.1, 2],
    [0.1, 9],
  ])('says that the habit broke at %f times its level, %i days ago', (factor, since) => {
    const hours = historyOf(56, (hour) => (hour >= (56 - since) * 24 ? factor * aDay : aDay));

    expect(forecast(hours, 12)).toMatchObject({ kind: 'abstains', reason: 'use-changed', historyDays: since });
  });

  it('goes by the new level alone once that has lasted', () => {
    const hours = historyOf(56, (hour) => (hour >= 40 * 24 ? 10 * aDay : aDay));

    expect(stepsOf(forecast(hours, 10)).at(-1)?.likely).toBeCloseTo(10 * 240 * aDay, -8);
  });

  it('takes a pause that is over for one, and no weekend for a pause', () => {
    const paused = historyOf(42, (hour) => (hour >= 20 * 24 && hour < 27 * 24 ? 0 : aDay));
    const hourOfWeek = hourOfWeekIn('Europe/Berlin');
    const workdays = historyOf(42, (_, atMs) => (hourOfWeek(atMs) < 120 ? aDay : 0));

    expect(stepsOf(forecast(paused, 7)).at(-1)?.likely).toBeCloseTo(168 * aDay, -8);
    expect(stepsOf(forecast(workdays, 7)).at(-1)?.likely).toBeCloseTo(120 * aDay, -8);
  });

  it('knows the last day of the month by the months before', () => {
    // The history is of 56 days before 18 October: it has the last of August and of September.
    const isLast = (atMs: number): boolean => new Date(atMs + 26 * hourMs).getUTCDate() === 1;
    const closings = historyOf(56, (_, atMs) => (isLast(atMs) ? 10 * aDay : aDay));

    const steps = stepsOf(forecast(closings, 20));
    const before = steps.findLast(({ startMs }) => startMs < Date.parse('2026-10-30T23:00:00.000Z'));

    expect(before?.high).toBeLessThan(1.1 * 13 * 24 * aDay);
    expect(steps.at(-1)?.likely).toBeGreaterThan(26 * 24 * aDay);
  });
});
