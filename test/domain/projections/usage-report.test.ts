/** A report made of roll-ups: every microcredit in one row, under its time and its group. */

import { describe, expect, it } from 'vitest';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import {
  largestNamed,
  type UsageGrouping,
  type UsageInterval,
  type UsageRow,
  type UsageScope,
  usageRows,
  usageTotals,
} from '../../../shared/domain/projections/usage-trend.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { utcClock, zoneClock } from '../../../shared/domain/zone-clock.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { rollUpOf, rollUpsOf } from '../../support/builders/roll-ups.ts';

const noonMs = startMs + 12 * hourMs;
/** The first cycle ends at noon of the second day. */
const first: Cycle = { index: 0, startMs, endMs: noonMs + dayMs };
const second: Cycle = { index: 1, startMs: first.endMs, endMs: first.endMs + 30 * dayMs };

const rollUps = rollUpsOf(
  rollUpOf('2026-11-01', first, {
    used: { ai: { 12: 5n, 13: 2n }, platform: { 13: 4n } },
    skus: { 'ai.in': { 12: 3n }, 'platform.logs': { 13: 4n } },
    otherSkus: { 13: 2n },
    users: { ada: { 12: 5n }, bob: { 13: 1n } },
  }),
  rollUpOf('2026-11-02', first, {
    used: { ai: { 11: 7n } },
    skus: { 'ai.in': { 11: 7n } },
    users: { ada: { 11: 7n } },
  }),
  rollUpOf('2026-11-02', second, { used: { ai: { 12: -1n, 20: 9n } }, skus: { 'ai.out': { 20: 9n } } }),
);

const allHours: UsageScope = { kind: 'hours', fromMs: startMs, toMs: startMs + 2 * dayMs };

describe('a report', () => {
  it('has a row for each hour, day or cycle with anything in it, in the order of time', () => {
    expect(told(allHours, 'hour')).toEqual([
      [noonMs, hourMs, 'all ', 5n],
      [noonMs + hourMs, hourMs, 'all ', 6n],
      [noonMs + 23 * hourMs, hourMs, 'all ', 7n],
      [noonMs + dayMs, hourMs, 'all ', -1n],
      [noonMs + 32 * hourMs, hourMs, 'all ', 9n],
    ]);
    expect(told(allHours, 'day')).toEqual([
      [startMs, dayMs, 'all ', 11n],
      [startMs + dayMs, dayMs, 'all ', 15n],
    ]);
    expect(told(allHours, 'cycle')).toEqual([
      [first.startMs, 1.5 * dayMs, 'all ', 18n],
      [second.startMs, 30 * dayMs, 'all ', 8n],
    ]);
  });

  it('of hours begins with the first and ends before the last', () => {
    const scope: UsageScope = { kind: 'hours', fromMs: noonMs + hourMs, toMs: noonMs + dayMs };

    expect(told(scope, 'hour').map(([, , , credits]) => credits)).toEqual([6n, 7n]);
  });

  it('of a cycle takes of a day that two cycles share what is its own', () => {
    expect(told({ kind: 'cycle', cycle: first }, 'day').map(([, , , credits]) => credits)).toEqual([11n, 7n]);
    expect(told({ kind: 'cycle', cycle: second }, 'day').map(([, , , credits]) => credits)).toEqual([8n]);
  });

  it('by category, SKU or dimension adds up to the whole, and says what no group has', () => {
    const day: UsageScope = { kind: 'hours', fromMs: startMs, toMs: startMs + dayMs };

    expect(groups(day, { by: 'category' })).toEqual([
      ['named ai', 7n],
      ['named platform', 4n],
    ]);
    expect(groups(day, { by: 'sku' })).toEqual([
      ['named ai.in', 3n],
      ['named platform.logs', 4n],
      ['none ', 2n],
      ['others ', 2n],
    ]);
    expect(groups(day, { by: 'dimension', name: 'user' })).toEqual([
      ['named ada', 5n],
      ['named bob', 1n],
      ['none ', 5n],
    ]);
    expect(groups(day, { by: 'dimension', name: 'model' })).toEqual([['none ', 11n]]);
  });

  it('has no row for what the groups leave nothing of', () => {
    const hour: UsageScope = { kind: 'hours', fromMs: noonMs + 23 * hourMs, toMs: noonMs + dayMs };

    expect(groups(hour, { by: 'sku' })).toEqual([['named ai.in', 7n]]);
  });

  it('has the days of a zone, as long as its clock makes them', () => {
    const newYork = zoneClock('America/New_York');
    // Its clocks go back on 1 November 2026: that day has 25 hours.
    const rows = usageRows(rollUps, allHours, { interval: 'day', grouping: { by: 'nothing' }, clock: newYork });

    expect(
      rows.map(({ startMs: fromMs, endMs, credits }) => [newYork.dateOf(fromMs), endMs - fromMs, credits]),
    ).toEqual([
      ['2026-11-01', 25 * hourMs, 11n],
      ['2026-11-02', 24 * hourMs, 15n],
    ]);
    expect(new Date(rows[1]?.startMs ?? 0).toISOString()).toBe('2026-11-02T05:00:00.000Z');
  });

  it('of a cycle up to a point leaves out what came after it', () => {
    const scope: UsageScope = { kind: 'cycle', cycle: first, untilMs: noonMs + 2 * hourMs };

    expect(told(scope, 'day').map(([, , , credits]) => credits)).toEqual([11n]);
  });

  it('names the groups that are asked for, and sums the rest', () => {
    const rows = usageRows(rollUps, allHours, { interval: 'hour', grouping: { by: 'sku' }, clock: utcClock });
    const named = usageTotals(largestNamed(rows, ({ name }) => name === 'ai.in'));

    expect(named.map(({ group, credits }) => [`${group.kind} ${group.name}`, credits])).toEqual([
      ['named ai.in', 10n],
      ['none ', 1n],
      ['others ', 15n],
    ]);
  });

  it('comes to a total for each group, whenever it was used', () => {
    const rows = usageRows(rollUps, allHours, { interval: 'hour', grouping: { by: 'sku' }, clock: utcClock });

    expect(usageTotals(rows).map(({ group, credits }) => [`${group.kind} ${group.name}`, credits])).toEqual([
      ['named ai.in', 10n],
      ['named ai.out', 9n],
      ['named platform.logs', 4n],
      ['none ', 1n],
      ['others ', 2n],
    ]);
  });
});

function told(scope: UsageScope, interval: UsageInterval): readonly (readonly [number, number, string, bigint])[] {
  return usageRows(rollUps, scope, { interval, grouping: { by: 'nothing' }, clock: utcClock }).map(
    ({ startMs: fromMs, endMs, group, credits }) => [fromMs, endMs - fromMs, `${group.kind} ${group.name}`, credits],
  );
}

function groups(scope: UsageScope, grouping: UsageGrouping): readonly (readonly [string, bigint])[] {
  const rows: readonly UsageRow[] = usageRows(rollUps, scope, { interval: 'day', grouping, clock: utcClock });
  return rows.map(({ group, credits }) => [`${group.kind} ${group.name}`, credits]);
}
