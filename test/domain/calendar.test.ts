/** Cycle boundaries held against another method: the runtime's own formatter, searched for the instants it shows. */

import { describe, expect, it } from 'vitest';
import { type CycleSchedule, cycleOf, cycleStartMs } from '../../shared/domain/cycle.ts';
import { minuteMs } from '../../shared/domain/time.ts';
import { isUnderMutation, rounds } from '../support/expectations/effort.ts';
import { instantsAt, offsetMs, plusMonths, shiftsOf, wallMs } from '../support/service/wall-clock.ts';

const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];

function monthly(anchorMs: number, timeZone: string, overrides: Partial<CycleSchedule> = {}): CycleSchedule {
  return { anchorMs, baseIndex: 0, cadence: 'month', timeZone, ...overrides };
}

/** The first instant at or after a wall time: its first occurrence, or the end of the gap that skips it. */
function expectedMs(wall: number, timeZone: string): number {
  const [first] = instantsAt(wall, timeZone);
  if (first !== undefined) return first;
  const around = shiftsOf(timeZone, wall - 40 * 3_600_000, wall + 40 * 3_600_000);
  const gap = around.find(({ atMs, beforeMs, afterMs }) => wall >= atMs + beforeMs && wall < atMs + afterMs);
  return gap?.atMs ?? Number.NaN;
}

describe('cycle boundaries in time zones', () => {
  const anchors = ['01-29T00:00', '01-30T12:00', '01-31T23:30', '01-31T02:30'];
  const cases = zones.flatMap((timeZone) => anchors.map((anchor) => ({ timeZone, anchor })));

  it.each(cases)('of $anchor in $timeZone are those of the calendar from 2027 to 2029', ({ timeZone, anchor }) => {
    const wall = Date.parse(`2027-${anchor}:00.000Z`);
    const anchorMs = expectedMs(wall, timeZone);
    for (let months = 0; months < 36; months += 1) {
      const startMs = cycleStartMs(monthly(anchorMs, timeZone), months);
      expect(new Date(startMs).toISOString()).toBe(
        new Date(expectedMs(plusMonths(wall, months), timeZone)).toISOString(),
      );
      expect(cycleOf(monthly(anchorMs, timeZone), months).endMs).toBe(
        cycleStartMs(monthly(anchorMs, timeZone), months + 1),
      );
    }
  });

  it.each(zones)('of 29 February come back to it every leap year in %s', (timeZone) => {
    const wall = Date.parse('2028-02-29T02:30:00.000Z');
    const yearly = monthly(expectedMs(wall, timeZone), timeZone, { cadence: 'year' });
    for (let years = 0; years <= 12; years += 1) {
      const expected = new Date(expectedMs(plusMonths(wall, 12 * years), timeZone)).toISOString();
      expect(new Date(cycleStartMs(yearly, years)).toISOString()).toBe(expected);
    }
  });

  it('neither skip nor double a cycle at any change of any zone’s clock from 2020 to 2040', () => {
    let gaps = 0;
    let overlaps = 0;
    const all = Intl.supportedValuesOf('timeZone');
    for (const timeZone of all.slice(0, rounds(all.length))) {
      for (const { atMs, beforeMs, afterMs } of shiftsOf(timeZone, Date.UTC(2020, 0, 1), Date.UTC(2040, 0, 1))) {
        // In the middle of what the clock skips or repeats, to the minute.
        const middle = atMs + (beforeMs + afterMs) / 2;
        const wall = middle - (middle % minuteMs);
        const anchorWall = plusMonths(wall, -3);
        if (plusMonths(anchorWall, 3) !== wall) continue;
        const [anchorMs] = instantsAt(anchorWall, timeZone);
        if (anchorMs === undefined) continue;
        const isGap = afterMs > beforeMs;
        if (isGap) gaps += 1;
        else overlaps += 1;
        const schedule = monthly(anchorMs, timeZone);
        const boundaryMs = cycleStartMs(schedule, 3);
        const wanted = isGap ? atMs : wall - beforeMs;
        if (boundaryMs !== wanted) {
          const [found, right] = [boundaryMs, wanted].map((ms) => new Date(ms).toISOString());
          expect.fail(`${timeZone}: the boundary is at ${found}, not ${right}`);
        }
        expect(cycleStartMs(schedule, 2)).toBeLessThan(boundaryMs);
        expect(cycleStartMs(schedule, 4)).toBeGreaterThan(boundaryMs);
      }
    }
    expect(gaps).toBeGreaterThan(isUnderMutation ? 0 : 1_000);
    expect(overlaps).toBeGreaterThan(isUnderMutation ? 0 : 1_000);
  });

  it('are where the other method says that a clock shows them', () => {
    // The method itself, on instants that are well known.
    expect(offsetMs(Date.parse('2027-07-01T00:00:00.000Z'), 'America/New_York')).toBe(-4 * 3_600_000);
    expect(wallMs(Date.parse('2027-01-01T00:00:00.000Z'), 'Asia/Kathmandu')).toBe(
      Date.parse('2027-01-01T05:45:00.000Z'),
    );
    expect(instantsAt(Date.parse('2027-11-07T01:30:00.000Z'), 'America/New_York')).toHaveLength(2);
    expect(instantsAt(Date.parse('2027-03-14T02:30:00.000Z'), 'America/New_York')).toHaveLength(0);
  });
});
