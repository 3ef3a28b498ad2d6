/** The reckoning of a course, cycle by cycle, read from its entries. */
import { describe, expect, it } from 'vitest';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type CycleReckoning, reckon } from '../../../shared/domain/plan-fit/reckoning.ts';
import type { UnservedUse } from '../../../shared/domain/plan-fit/run.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';

const cycles = [0, 1].map((index): Cycle => {
  return { index, startMs: startMs + 30 * index * dayMs, endMs: startMs + 30 * (index + 1) * dayMs };
});
const some = { available: credits(1), held: credits(0), overrun: credits(0), debt: credits(0) };
const nothing = { ...some, available: credits(0) };

function at(day: number, type: Entry['type'], told: Partial<Entry> = {}): Entry {
  return { type, atMs: startMs + day * dayMs, credits: credits(0), slices: [], after: some, ...told } as Entry;
}

const opening = at(0, 'grant', { cycleStartMs: startMs, expiresAtMs: startMs + 30 * dayMs });

const renewal = at(30, 'grant', { cycleStartMs: startMs + 30 * dayMs, expiresAtMs: startMs + 60 * dayMs });

function books(entries: readonly Entry[], unserved: readonly UnservedUse[] = []): readonly CycleReckoning[] {
  return reckon(cycles, [opening, ...entries], unserved);
}

describe('a cycle’s reckoning', () => {
  it.each(['debit', 'accrual', 'capture', 'hold-expiry'] as const)('counts what a %s took as used', (type) => {
    expect(books([at(3, type, { credits: credits(7) })]).map(({ used }) => used)).toEqual([7_000_000n, 0n]);
  });

  it('takes reversals off, in the cycle in which they were made', () => {
    const reversed = at(31, 'reversal', { credits: credits(4) });

    expect(books([at(3, 'debit', { credits: credits(7) }), renewal, reversed]).map(({ used }) => used)).toEqual([
      7_000_000n,
      -4_000_000n,
    ]);
  });

  it('counts as wasted what expired, was closed away, or came back too late', () => {
    const late = [
      { grantId: 'plan-0', credits: credits(2) },
      { grantId: 'plan-0', credits: credits(5), forfeited: true as const },
    ];
    const wasted = (entry: Entry): bigint | undefined => books([entry])[0]?.wasted;

    expect(wasted(at(3, 'expiry', { credits: credits(3) }))).toBe(3_000_000n);
    expect(wasted(at(3, 'closure', { credits: credits(3) }))).toBe(3_000_000n);
    expect(wasted(at(3, 'release', { returned: late }))).toBe(5_000_000n);
    expect(wasted(at(3, 'reversal', { slices: late }))).toBe(5_000_000n);
    expect(wasted(at(3, 'debit', { slices: late }))).toBe(0n);
    expect(wasted(at(3, 'waiver', { credits: credits(3) }))).toBe(0n);
  });

  it('counts overrun by what settles it, and no debt as overrun', () => {
    const overrun = (entry: Entry): bigint | undefined => books([entry])[0]?.overrun;

    expect(overrun(at(3, 'extension', { uncovered: credits(4) }))).toBe(4_000_000n);
    expect(overrun(at(3, 'capture', { uncovered: credits(4), uncoveredBefore: credits(9) }))).toBe(-5_000_000n);
    expect(overrun(at(3, 'chargeback', { uncovered: credits(4) }))).toBe(0n);
  });

  it('counts packs by their names, and no other grant', () => {
    const bought = (day: number, packId: string): Entry => at(day, 'grant', { packId });

    const [first, second] = books([
      bought(1, 'a'),
      bought(2, 'b'),
      bought(3, 'a'),
      at(4, 'grant'),
      renewal,
      bought(33, 'a'),
    ]);

    expect([...(first?.packs ?? [])]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect([...(second?.packs ?? [])]).toEqual([['a', 1]]);
  });

  it('has what a boundary ends in the cycle before it, and the boundary itself in the one after', () => {
    const expiry = at(30, 'expiry', { credits: credits(3) });

    expect(books([expiry, renewal, at(30, 'debit', { credits: credits(1) })])).toMatchObject([
      { wasted: 3_000_000n, used: 0n },
      { wasted: 0n, used: 1_000_000n },
    ]);
  });

  it('leaves out what lies in none of the cycles', () => {
    const beyond = at(60, 'debit', { credits: credits(1) });
    const next = at(60, 'grant', { cycleStartMs: startMs + 60 * dayMs, expiresAtMs: startMs + 90 * dayMs });

    expect(books([next, beyond]).map(({ used }) => used)).toEqual([0n, 0n]);
    expect(books([], [{ atMs: startMs + 60 * dayMs, credits: credits(1) }]).map(({ unserved }) => unserved)).toEqual([
      0n,
      0n,
    ]);
  });

  it('says how long nothing was available, in each cycle by itself, to the end where nothing ends it', () => {
    const zero = at(10, 'debit', { after: nothing });

    expect(days(books([zero, at(12, 'grant')]))).toEqual([2, 0]);
    expect(days(books([zero, at(35, 'grant')]))).toEqual([20, 5]);
    expect(days(books([zero]))).toEqual([20, 30]);
    expect(days(books([zero, at(11, 'limit', { after: nothing }), at(12, 'grant')]))).toEqual([2, 0]);
    expect(days(books([at(12, 'debit', { after: { ...some, available: credits(0.000001) } })]))).toEqual([0, 0]);
  });

  it('says what could not be served, in the cycle in which it was asked for', () => {
    const unserved = [1, 2, 30].map((day) => ({ atMs: startMs + day * dayMs, credits: credits(day) }));

    expect(books([], unserved).map((book) => book.unserved)).toEqual([3_000_000n, 30_000_000n]);
  });
});

function days(found: readonly CycleReckoning[]): readonly number[] {
  return found.map(({ zeroMs }) => zeroMs / dayMs);
}
