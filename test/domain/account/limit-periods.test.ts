/** Days and weeks of limits, over every change of clocks in twenty zones and more. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodAt } from '../../../shared/domain/account/limit-period.ts';
import { dayMs, hourMs } from '../../../shared/domain/time.ts';
import { rounds } from '../../support/expectations/effort.ts';
import { shiftsOf } from '../../support/service/wall-clock.ts';
import { changingZones, periodStartMs } from '../../support/service/zone-periods.ts';

const [fromMs, untilMs] = [Date.UTC(2005, 0, 1), Date.UTC(2035, 0, 1)];

describe.each(changingZones)('in %s', (timeZone) => {
  const changes = shiftsOf(timeZone, fromMs, untilMs).map(({ atMs }) => atMs);
  /** Around changes of the clock more often than anywhere else. */
  const instants = fc.oneof(
    fc.integer({ min: fromMs, max: untilMs }),
    ...(changes.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...changes), fc.integer({ min: -9 * dayMs, max: 9 * dayMs }))
            .map(([at, by]) => at + by),
        ]),
    ...(changes.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * hourMs, max: 3 * hourMs }))
            .map(([at, by]) => at + by),
        ]),
  );

  it.each(['day', 'week'] as const)(
    'every instant is in one %s, which begins and ends with a midnight of the clock',
    (period) => {
      fc.assert(
        fc.property(instants, (atMs) => {
          const { startMs, endMs } = periodAt(period, atMs, timeZone);

          expect([startMs <= atMs, atMs < endMs]).toEqual([true, true]);
          expect(startMs).toBe(periodStartMs(period, atMs, timeZone));
          expect(periodAt(period, endMs, timeZone).startMs).toBe(endMs);
          expect(periodAt(period, endMs - 1, timeZone)).toEqual({ startMs, endMs });
          expect(periodAt(period, startMs - 1, timeZone).endMs).toBe(startMs);
        }),
        { numRuns: rounds(60) },
      );
    },
  );

  it('weeks are made of days', () => {
    fc.assert(
      fc.property(instants, (atMs) => {
        const week = periodAt('week', atMs, timeZone);
        let days = 0;
        for (let at = week.startMs; at < week.endMs; at = periodAt('day', at, timeZone).endMs) days += 1;

        expect(days).toBeGreaterThanOrEqual(6);
        expect(days).toBeLessThanOrEqual(7);
        expect(periodAt('day', week.endMs - 1, timeZone).endMs).toBe(week.endMs);
      }),
      { numRuns: rounds(15) },
    );
  });
});
