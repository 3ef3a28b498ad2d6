/** Credits granted in the cycles that are over, and what of it ended unused. */
import { expect, test } from 'vitest';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import { type Waste, wasteOf } from '../../../shared/domain/insights/waste.ts';
import type { RollUp } from '../../../shared/domain/projections/roll-up.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { rollUpOf, rollUpsOf } from '../../support/builders/roll-ups.ts';

const cycles = Array.from({ length: 6 }, (_, index): Cycle => {
  return { index, startMs: startMs + 30 * index * dayMs, endMs: startMs + 30 * (index + 1) * dayMs };
});
const [oldest, first, second, third, present] = cycles as [Cycle, Cycle, Cycle, Cycle, Cycle];

/** The first day of a cycle on which something was granted, and the last on which it expired. */
function granting(cycle: Cycle, granted: bigint, unused: bigint): readonly RollUp[] {
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return [
    rollUpOf(dayOf(cycle.startMs), cycle, { granted: { plan: { 0: granted - 1n, 3: 1n } } }),
    rollUpOf(dayOf(cycle.endMs - 1), cycle, { unused: { plan: { 23: unused } } }),
  ];
}

function wasteIn(rollUps: readonly RollUp[], fromMs = 0): Waste {
  return wasteOf(rollUpsOf(...rollUps), { present: present.index, fromMs });
}

test('three cycles that are over are looked back on, the oldest first, not the present one', () => {
  const all = [third, present, first, oldest, second].flatMap((cycle) => granting(cycle, 100n, BigInt(cycle.index)));

  const { cycles: wasted, total } = wasteIn(all);

  expect(wasted.map(({ cycle, granted, unused }) => [cycle, granted, unused])).toEqual([
    [first, 100n, 1n],
    [second, 100n, 2n],
    [third, 100n, 3n],
  ]);
  expect(total).toEqual({ granted: 300n, unused: 6n });
});

test('each source is told apart, and sources of which nothing came are left out', () => {
  const packs = rollUpOf('2027-01-05', third, {
    granted: { 'add-on': { 4: 40n }, adjustment: { 5: 9n } },
    unused: { 'add-on': { 9: 30n } },
  });

  const { cycles: wasted, total } = wasteIn([packs]);

  expect(wasted[0]?.bySource).toEqual([
    { source: 'adjustment', granted: 9n, unused: 0n },
    { source: 'add-on', granted: 40n, unused: 30n },
  ]);
  expect(wasted[0]).toMatchObject({ granted: 49n, unused: 30n });
  expect(total).toEqual({ granted: 49n, unused: 30n });
});

test('what expired of a source that granted nothing in the cycle is told too', () => {
  const late = rollUpOf('2027-01-05', third, { granted: { plan: { 0: 5n } }, unused: { 'add-on': { 0: 2n } } });

  expect(wasteIn([late]).cycles[0]?.bySource).toContainEqual({ source: 'add-on', granted: 0n, unused: 2n });
});

test('a cycle counts only where it is in sight from its start, and granted something', () => {
  const all = [...granting(second, 100n, 7n), ...granting(third, 50n, 5n)];

  expect(wasteIn(all, second.startMs).total).toEqual({ granted: 150n, unused: 12n });
  expect(wasteIn(all, second.startMs + 1).total).toEqual({ granted: 50n, unused: 5n });
  expect(wasteIn([rollUpOf('2027-01-05', third, { used: { ai: { 3: 5n } } })]).cycles).toEqual([]);
});
