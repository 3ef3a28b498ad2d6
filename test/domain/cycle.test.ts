import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CycleSchedule, cycleAt, cycleOf, cycleStartMs, isTimeZone } from '../../shared/domain/cycle.ts';
import { rounds } from '../support/expectations/effort.ts';

function schedule(anchor: string, overrides: Partial<CycleSchedule> = {}): CycleSchedule {
  return { anchorMs: Date.parse(anchor), baseIndex: 0, cadence: 'month', timeZone: 'UTC', ...overrides };
}

/** Another method than the product's: civil calendar arithmetic by hand, in UTC. */
function boundaryByHand(year: number, month: number, day: number, months: number): number {
  const total = year * 12 + (month - 1) + months;
  const y = Math.floor(total / 12);
  const m = total - y * 12;
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m] ?? Number.NaN;
  return Date.UTC(y, m, Math.min(day, length), 9, 30);
}

describe('cycles', () => {
  it('have boundaries at anchor + n months for all 31 anchors over 400 years, without drift', () => {
    for (let day = 1; day <= 31; day += 1) {
      const monthly = schedule(`2000-01-${String(day).padStart(2, '0')}T09:30:00.000Z`);
      for (let months = 0; months <= rounds(4_800); months += 1) {
        const startMs = cycleStartMs(monthly, months);
        if (startMs !== boundaryByHand(2000, 1, day, months)) {
          expect.fail(`anchor on the ${day}th, month ${months}: ${new Date(startMs).toISOString()}`);
        }
      }
    }
  });

  it('clamp the 31st to each month’s end and come back to it', () => {
    const monthly = schedule('2027-01-31T00:00:00.000Z');
    const starts = [0, 1, 2, 3, 13].map((index) => new Date(cycleStartMs(monthly, index)).toISOString().slice(0, 10));
    expect(starts).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2028-02-29']);
  });

  it('give the boundary instant to the new cycle', () => {
    const monthly = schedule('2026-11-01T00:00:00.000Z');
    const boundaryMs = Date.parse('2026-12-01T00:00:00.000Z');
    expect(cycleAt(monthly, boundaryMs - 1).index).toBe(0);
    expect(cycleAt(monthly, boundaryMs)).toEqual({
      index: 1,
      startMs: boundaryMs,
      endMs: Date.parse('2027-01-01T00:00:00.000Z'),
    });
  });

  it('put a time that the zone skips at the first valid instant after, one that it repeats at its first occurrence', () => {
    const skipped = schedule('2027-02-14T07:30:00.000Z', { timeZone: 'America/New_York' }); // 02:30 local
    expect(new Date(cycleStartMs(skipped, 1)).toISOString()).toBe('2027-03-14T07:00:00.000Z'); // 03:00 EDT
    expect(new Date(cycleStartMs(skipped, 2)).toISOString()).toBe('2027-04-14T06:30:00.000Z');
    const repeated = schedule('2027-10-07T05:30:00.000Z', { timeZone: 'America/New_York' }); // 01:30 EDT
    expect(new Date(cycleStartMs(repeated, 1)).toISOString()).toBe('2027-11-07T05:30:00.000Z'); // the first 01:30
  });

  it('begin at the anchor itself, though it is the second of two hours that the clock shows alike', () => {
    const repeated = schedule('2027-11-07T06:30:00.000Z', { timeZone: 'America/New_York' }); // 01:30 EST, the second
    expect(new Date(cycleStartMs(repeated, 0)).toISOString()).toBe('2027-11-07T06:30:00.000Z');
    expect(new Date(cycleStartMs(repeated, 1)).toISOString()).toBe('2027-12-07T06:30:00.000Z');
  });

  it('are the one an instant lies in, before the anchor too, at every cadence', () => {
    const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('week' as const, 'month' as const, 'year' as const),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.date({ min: new Date('2010-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        (timeZone, cadence, anchor, at) => {
          const drawn = schedule(anchor.toISOString(), { timeZone, cadence });
          const cycle = cycleAt(drawn, at.getTime());
          expect(cycle.startMs).toBeLessThanOrEqual(at.getTime());
          expect(cycle.endMs).toBeGreaterThan(at.getTime());
          expect(cycle.endMs).toBe(cycleOf(drawn, cycle.index + 1).startMs);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('know zones from other texts', () => {
    expect(['UTC', 'America/New_York', 'Asia/Kathmandu'].every(isTimeZone)).toBe(true);
    expect(['', 'Mars/Olympus', '+05:45', '../etc/passwd'].some(isTimeZone)).toBe(false);
  });
});
