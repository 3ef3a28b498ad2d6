/** Work in progress and what is kept, asked of another plan: packs are bought for what it lacks, or it goes unserved. */
import { describe, expect, it } from 'vitest';
import { credits, dayMs } from '../../support/builders/fixtures.ts';
import type { Command } from '../../support/builders/history-commands.ts';
import { buy, credit, debit, onPlan, unservedOn } from '../../support/builders/past-on-plan.ts';

function held(amount: number, lifeDays: number, completes = false): Command {
  return { kind: 'authorize', amount: amount * credit, lifeMs: lifeDays * dayMs, completes };
}

function of(kind: 'report' | 'capture' | 'capture-late', amount: number): Command {
  return { kind, hold: 0, amount: amount * credit };
}

describe('work that goes on into the next cycle, on another plan', () => {
  const begun = [29.6, held(100, 0.9)] as const;

  it('has packs bought for what it sets aside, for what it grows by, and for what it uses beyond that', () => {
    const told = [begun, [29.8, of('report', 180)], [30.2, of('capture', 260)]] as const;

    // 100 credits to begin with; 80 more by the report; then all that is left of the plan and the packs.
    const replayed = onPlan(told, 25);

    expect(buy(replayed).filter((day) => day === 29.6)).toHaveLength(8);
    expect(buy(replayed).filter((day) => day === 29.8)).toHaveLength(8);
    expect(buy(replayed).filter((day) => day === 30.2)).toHaveLength(5);
    expect(replayed.entries.find(({ type }) => type === 'capture')).toMatchObject({ credits: credits(260) });
    expect(unservedOn(replayed)).toEqual([]);
  });

  it('takes no packs for what it has set aside already', () => {
    const replayed = onPlan([begun, [30.2, of('capture', 90)]], 100);

    expect(buy(replayed)).toEqual([]);
    expect(replayed.entries.find(({ type }) => type === 'capture')).toMatchObject({ credits: credits(90) });
  });

  it('goes unserved where nothing can be set aside for it: captured, charged late or expired', () => {
    expect(unservedOn(onPlan([begun, [30.2, of('capture', 90)]], 40, []))).toEqual([[30.2, 90]]);
    expect(unservedOn(onPlan([begun, [29.8, of('report', 140)], [31, debit(1)]], 40, []))).toEqual([[30.5, 140]]);
    expect(unservedOn(onPlan([begun, [29.8, of('report', 140)], [31, debit(1)]], 400, []))).toEqual([]);
  });

  it('goes unserved where it used more than there is', () => {
    const replayed = onPlan([begun, [30.2, of('capture', 190)]], 110, []);

    expect(unservedOn(replayed)).toEqual([]);
    expect(unservedOn(onPlan([begun, [30.2, of('capture', 240)]], 110, []))).toEqual([[30.2, 10]]);
  });
});

describe('what is kept over time, on another plan', () => {
  it('has packs bought at the instants at which it is charged, for what is lacking then', () => {
    // 24 credits a day, charged at midnight and when it ends: 60 in all, of which the plan has 20.
    const told = [
      [1, { kind: 'keep', usage: 0, gigabytes: 240 }],
      [3.5, { kind: 'end', usage: 0 }],
    ] as const;

    const replayed = onPlan(told, 20);

    expect(buy(replayed)).toEqual([2, 3, 3, 3.5]);
    expect(replayed.entries.filter(({ type }) => type === 'accrual').map(({ credits: used }) => used / credit)).toEqual(
      [24, 24, 12],
    );
    expect(replayed.entries.some(({ uncovered }) => uncovered !== undefined)).toBe(false);
  });
});
