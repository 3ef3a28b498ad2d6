/** A past, asked of another plan: packs are bought when something lacks credits and not before, or it goes unserved. */
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Pack } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { type ReplayResult, replay } from '../../../shared/domain/plan-fit/replay.ts';
import { credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';
import { type Command, play, timeline } from '../../support/builders/histories.ts';

const credit = 1_000_000;
const usd = { millionths: 1, currency: 'USD' };
const ten: Pack = { packId: 'ten', credits: credits(10), price: usd };

/** Two months of an account on a plan of 1,000 credits, as they would have been on one of `amount`. */
function onPlan(
  told: readonly (readonly [number, Command])[],
  amount: number,
  packs: readonly Pack[] = [ten],
): ReplayResult {
  const last = [62, { kind: 'debit', amount: credit }] as const;
  const { account, entries } = play(timeline([...told, last]));
  const past = pastCycles(
    account,
    entries.filter(({ cycle }) => cycle < account.cycle.index),
  );
  if (past === undefined) throw new Error('no past');
  const other = plan({
    planId: 'other',
    credits: credits(amount),
    packs,
    overrun: { policy: 'forgive', cap: credits(20) },
  });
  return replay(past, { kind: 'on-plan', plan: other, packs });
}

/** Days since the start at which packs were bought, in order. */
function buy({ entries }: ReplayResult): readonly number[] {
  return entries.filter(({ packId }) => packId !== undefined).map(dayOf);
}

function dayOf({ atMs }: Pick<Entry, 'atMs'>): number {
  return Math.floor((atMs - startMs) / (dayMs / 100) + 0.001) / 100;
}

function unservedOn({ unserved: all }: ReplayResult): readonly (readonly [number, number])[] {
  return all.map((each) => [dayOf(each), each.credits / credit]);
}

function debit(amount: number): Command {
  return { kind: 'debit', amount: amount * credit };
}

function held(amount: number, lifeDays: number, completes = false): Command {
  return { kind: 'authorize', amount: amount * credit, lifeMs: lifeDays * dayMs, completes };
}

function of(kind: 'report' | 'capture' | 'capture-late', amount: number): Command {
  return { kind, hold: 0, amount: amount * credit };
}

describe('on another plan', () => {
  it('packs are bought when a debit lacks credits, as many as it lacks, and not for what there is', () => {
    const replayed = onPlan(
      [
        [1, debit(30)],
        [2, debit(25)],
        [3, debit(5)],
      ],
      40,
    );

    expect(buy(replayed)).toEqual([2, 2]);
    expect(unservedOn(replayed)).toEqual([]);
    expect(replayed.entries.at(-1)?.after.available).toBe(credits(40));
  });

  it('a hundred packs are bought for one thing, and no more', () => {
    expect(
      buy(
        onPlan(
          [
            [1, debit(300)],
            [2, debit(300)],
            [3, debit(400)],
          ],
          0,
          [{ ...ten, credits: credits(4) }],
        ),
      ),
    ).toHaveLength(250);
    const little = { ...ten, credits: microcredits(3_999_999) };
    const replayed = onPlan([[1, debit(400)]], 0, [little]);
    expect([buy(replayed), unservedOn(replayed)]).toEqual([[], [[1, 400]]]);
    expect(buy(onPlan([[1, debit(400)]], 0, [{ ...ten, credits: credits(4) }]))).toHaveLength(100);
  });

  it('what no pack can serve is left out and told, unless it was undone', () => {
    const replayed = onPlan(
      [
        [1, debit(50)],
        [2, debit(30)],
        [3, debit(60)],
        [4, { kind: 'reverse', back: 0 }],
      ],
      40,
      [],
    );

    expect(unservedOn(replayed)).toEqual([[1, 50]]);
    expect(buy(replayed)).toEqual([]);
    expect(replayed.entries.filter(({ type }) => type === 'debit').map(({ credits: used }) => used)).toEqual([
      credits(30),
    ]);
  });

  it('a reversal takes back what it took back, and undoes nothing that went unserved', () => {
    const replayed = onPlan(
      [
        [1, debit(50)],
        [2, debit(30)],
        [3, { kind: 'reverse', back: 0 }],
      ],
      40,
      [],
    );

    expect(unservedOn(replayed)).toEqual([[1, 50]]);
    expect(replayed.entries.find(({ type }) => type === 'reversal')).toMatchObject({ credits: credits(30) });
  });

  it('an operator’s corrections happen as they did, and are no usage that goes unserved', () => {
    const replayed = onPlan(
      [
        [1, { kind: 'adjust', amount: 7 * credit }],
        [2, { kind: 'remove', amount: 60 * credit }],
        [3, debit(45)],
      ],
      40,
      [],
    );

    expect(replayed.entries.map(({ type }) => type).slice(1, 3)).toEqual(['grant', 'debit']);
    expect(unservedOn(replayed)).toEqual([]);
  });
});

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
