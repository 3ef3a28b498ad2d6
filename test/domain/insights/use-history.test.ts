/** The history that a forecast goes by: each hour's use, or that it isn't known what would have been used. */

import { describe, expect, it } from 'vitest';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import { firstHourOf, type HistorySpan, useHistoryOf } from '../../../shared/domain/insights/use-history.ts';
import type { RollUp } from '../../../shared/domain/projections/roll-up.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { rollUpOf, rollUpsOf } from '../../support/builders/roll-ups.ts';

/** A cycle that ends at six in the morning of its first day, and the one after it. */
const short: Cycle = { index: 0, startMs, endMs: startMs + 6 * hourMs };
const next: Cycle = { index: 1, startMs: short.endMs, endMs: short.endMs + 30 * dayMs };

function hoursOf(rollUps: readonly RollUp[], span: Partial<HistorySpan> = {}): readonly (number | undefined)[] {
  return useHistoryOf(rollUpsOf(...rollUps), { fromMs: startMs, endMs: startMs + 9 * hourMs, ...span }).hours;
}

const opening = rollUpOf('2026-11-01', short, {
  granted: { plan: { 0: 10n } },
  used: { ai: { 1: 3n, 2: 4n }, platform: { 2: 1n } },
  unused: { plan: { 6: 2n } },
});
const usedUp = rollUpOf('2026-11-01', short, { granted: { plan: { 0: 8n } }, used: { ai: { 1: 3n, 2: 5n } } });
const after = rollUpOf('2026-11-01', next, { granted: { plan: { 6: 10n } }, used: { ai: { 7: 2n } } });

describe('a history of use', () => {
  it('has each hour’s use, of all categories and both cycles, and none where none was', () => {
    expect(hoursOf([opening, after])).toEqual([0, 3, 5, 0, 0, 0, 0, 2, 0]);
  });

  it('begins with the span or with the first grant or use, whichever is later', () => {
    expect(hoursOf([opening, after], { fromMs: startMs - dayMs })).toHaveLength(9);
    expect(hoursOf([opening, after], { fromMs: startMs + 2 * hourMs })).toEqual([5, 0, 0, 0, 0, 2, 0]);
    expect(hoursOf([])).toEqual([]);
    const { endMs } = useHistoryOf(rollUpsOf(opening), { fromMs: startMs, endMs: startMs + hourMs });
    expect(endMs).toBe(startMs + hourMs);
  });

  it('doesn’t know what would have been used from exhaustion on', () => {
    expect(hoursOf([opening, after], { exhaustedSinceMs: startMs + 7.5 * hourMs })).toEqual([
      ...[0, 3, 5, 0, 0, 0, 0, 2],
      undefined,
    ]);
  });

  it('doesn’t know it for the end of a cycle that was used up either, from its last use on', () => {
    expect(hoursOf([usedUp, after])).toEqual([0, 3, 5, undefined, undefined, undefined, 0, 2, 0]);
  });

  it('knows it where something was left, and in the present cycle, which isn’t over', () => {
    const present = rollUpOf('2026-11-01', next, { granted: { plan: { 6: 2n } }, used: { ai: { 7: 2n } } });

    expect(hoursOf([opening, present]).slice(6)).toEqual([0, 2, 0]);
    expect(hoursOf([rollUpOf('2026-11-01', short, { used: { ai: { 1: 3n } } }), after])).toEqual([
      ...[3, 0, 0, 0, 0],
      ...[0, 2, 0],
    ]);
  });

  it('takes a cycle’s books from all of its days', () => {
    const long: Cycle = { index: 0, startMs, endMs: startMs + dayMs + 3 * hourMs };
    const later: Cycle = { index: 1, startMs: long.endMs, endMs: long.endMs + dayMs };
    const days = [
      rollUpOf('2026-11-02', long, { used: { ai: { 0: 5n } } }),
      rollUpOf('2026-11-01', long, { granted: { plan: { 0: 8n } }, used: { ai: { 1: 3n } } }),
      rollUpOf('2026-11-02', later, { granted: { plan: { 3: 1n } } }),
    ];

    const hours = hoursOf(days, { endMs: startMs + dayMs + 4 * hourMs });

    expect(hours.slice(24)).toEqual([5, undefined, undefined, 0]);
    expect(hours.slice(0, 24).every((used) => used !== undefined)).toBe(true);
  });
});

describe('the first hour', () => {
  it('is that of the first grant or use, whatever the order of the days', () => {
    const day = rollUpOf('2026-11-02', next, { used: { ai: { 3: 1n } } });

    expect(firstHourOf(rollUpsOf(day, after, opening))).toBe(startMs);
    expect(firstHourOf(rollUpsOf(day))).toBe(startMs + dayMs + 3 * hourMs);
    expect(firstHourOf(rollUpsOf())).toBeUndefined();
  });
});
