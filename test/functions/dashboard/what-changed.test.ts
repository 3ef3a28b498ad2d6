/** The drivers of a difference between two times: they always add up to it, and a cause that was planted is named first. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupTotal } from '../../../functions/dashboard/pages/usage/usage-groups.ts';
import { differenceOf } from '../../../functions/dashboard/pages/usage/what-changed.ts';
import { sumOfCredits } from '../../../functions/dashboard/writing/credits.ts';

const group = (name: string, credits: number, previous: number): GroupTotal => ({
  id: `=${name}`,
  key: name,
  name,
  credits,
  previous,
});
const amount = fc.integer({ min: 0, max: 50_000_000_000 }).map((microcredits) => microcredits / 1_000_000);
const groups = fc
  .array(fc.tuple(amount, amount), { maxLength: 40 })
  .map((pairs) => pairs.map(([credits, previous], index) => group(`user-${index}`, credits, previous)));

describe('what changed', () => {
  it('adds up to the difference, to the microcredit, however many groups there are', () => {
    fc.assert(
      fc.property(groups, (totals) => {
        const { change, drivers } = differenceOf(totals);
        const now = sumOfCredits(totals.map(({ credits }) => credits));
        const before = sumOfCredits(totals.map(({ previous }) => previous));
        expect(change).toBe(sumOfCredits([now, -before]));
        expect(sumOfCredits(drivers.map((driver) => driver.change))).toBe(change);
        expect(drivers.length).toBeLessThanOrEqual(7);
        const named = drivers.filter((driver) => driver.group !== undefined).map((driver) => Math.abs(driver.change));
        expect(named).toEqual(named.toSorted((a, b) => b - a));
      }),
    );
  });

  it('names a planted cause first in at least 95 % of 1,000 months whose users vary by a tenth', () => {
    const months = fc.sample(
      fc.record({
        users: fc.array(fc.tuple(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 900, max: 1_100 })), {
          minLength: 5,
          maxLength: 25,
        }),
        culprit: fc.nat(),
        times: fc.integer({ min: 3, max: 30 }),
      }),
      { numRuns: 1_000, seed: 22 },
    );
    const found = months.filter(({ users, culprit, times }) => {
      // The cause uses that many times what the largest of them does.
      const most = Math.max(...users.map(([usual]) => usual));
      const cause = culprit % users.length;
      const totals = users.map(([usual, factor], index) =>
        group(`user-${index}`, index === cause ? usual + most * times : (usual * factor) / 1_000, usual),
      );
      return differenceOf(totals).drivers[0]?.group?.key === `user-${cause}`;
    });
    expect(found.length).toBeGreaterThanOrEqual(950);
  });

  it.each([
    ['nobody used anything', []],
    ['all is as before', [group('ada', 5, 5), group('grace', 0.000001, 0.000001)]],
  ])('has no drivers where %s', (_, totals) => {
    expect(differenceOf(totals)).toEqual({ change: 0, drivers: [] });
  });

  it('names what went as well as what came', () => {
    const { drivers, change } = differenceOf([group('ada', 0, 40), group('grace', 100, 10), group('joan', 7, 7)]);
    expect(drivers.map((driver) => [driver.group?.name, driver.change])).toEqual([
      ['grace', 90],
      ['ada', -40],
    ]);
    expect(change).toBe(50);
  });
});
