/** Which cycles of a ledger are looked at: whole ones, of the present length, with every hold that was open at their start. */

import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { type Hold, holdLifeMaxMs } from '../../../shared/domain/account/hold.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { earliestCycle, type PastCycles, pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import type { EntryMembers } from '../../support/builders/altered-entry.ts';
import { credits, dayMs, openedAccount, startMs } from '../../support/builders/fixtures.ts';

const account = inCycle(8);

function inCycle(index: number, baseIndex = 0): Account {
  const opened = openedAccount();
  return { ...opened, schedule: { ...opened.schedule, baseIndex }, cycle: { ...opened.cycle, index } };
}

/** The first of so many cycles of 30 days, numbered from one, in a ledger of ten entries a cycle. */
function opening(cycle: number, told: EntryMembers = {}): Entry {
  const cycleStartMs = startMs + 30 * cycle * dayMs;
  return entry(cycle, 1, { type: 'grant', cycleStartMs, expiresAtMs: cycleStartMs + 30 * dayMs, ...told });
}

function entry(cycle: number, position: number, told: EntryMembers = {}): Entry {
  const atMs = startMs + (30 * cycle + 3 * (position - 1)) * dayMs;
  const after = { available: credits(1), held: credits(0), overrun: credits(0), debt: credits(0) };
  return { type: 'debit', seq: 10 * cycle + position, cycle, atMs, after, slices: [], ...told } as Entry;
}

function ledger(...cycles: readonly number[]): readonly Entry[] {
  return cycles.flatMap((cycle) => [opening(cycle), entry(cycle, 2), entry(cycle, 10)]);
}

function indexes(past: PastCycles | undefined): readonly number[] | undefined {
  return past?.cycles.map(({ index }) => index);
}

describe('the past that is looked at', () => {
  it('is of six cycles at most, and of none with another length than the present', () => {
    expect(earliestCycle(account)).toBe(2);
    expect(earliestCycle(inCycle(8, 5))).toBe(5);
    expect(indexes(pastCycles(account, ledger(0, 1, 2, 3, 4, 5, 6, 7)))).toEqual([2, 3, 4, 5, 6, 7]);
    expect(indexes(pastCycles(inCycle(8, 5), ledger(3, 4, 5, 6, 7)))).toEqual([5, 6, 7]);
  });

  it('has all that happened in its cycles, and nothing of the present one', () => {
    const past = pastCycles(account, [...ledger(1, 2, 3), ...ledger(8)]);

    expect(past?.entries).toEqual(ledger(2, 3));
    expect(past?.cycles[0]).toEqual({ index: 2, startMs: startMs + 60 * dayMs, endMs: startMs + 90 * dayMs });
    expect(past).toMatchObject({ accountId: 'acme', schedule: account.schedule, openHolds: [] });
  });

  it('begins with the first cycle that is whole: not with one that the account was opened in', () => {
    const opened = opening(5, { atMs: startMs + 151 * dayMs });

    expect(indexes(pastCycles(account, [opened, ...ledger(6, 7)]))).toEqual([6, 7]);
    expect(indexes(pastCycles(account, ledger(5, 6, 7).slice(1)))).toEqual([6, 7]);
    expect(pastCycles(account, [opened])).toBeUndefined();
    expect(pastCycles(account, [])).toBeUndefined();
  });
});

describe('holds that were open when it begins', () => {
  const holdOf = (holdId: string, state: Hold['state']): Pick<Entry, 'hold'> => ({ hold: { holdId, state } as Hold });
  const held = { after: { ...opening(6).after, held: credits(5) } };
  const firstMs = opening(6).atMs;
  const earlier = (ms: number, told: EntryMembers): Entry => ({ ...entry(5, 9, told), atMs: firstMs - ms });

  it('are in it as they stood', () => {
    const past = pastCycles(account, [
      earlier(holdLifeMaxMs, holdOf('a', 'open')),
      earlier(300, holdOf('b', 'open')),
      earlier(200, { ...holdOf('b', 'open'), seq: 60 }),
      earlier(100, holdOf('a', 'released')),
      opening(6, held),
      entry(6, 2, holdOf('c', 'open')),
    ]);

    expect(past?.openHolds.map(({ holdId }) => holdId)).toEqual(['b']);
  });

  it('are all known where the ledger shows a day before, its beginning, or that nothing is held', () => {
    const [first, then] = [opening(6, held), opening(7)];

    expect(indexes(pastCycles(account, [earlier(holdLifeMaxMs, {}), first, then]))).toEqual([6, 7]);
    expect(indexes(pastCycles(account, [earlier(holdLifeMaxMs - 1, {}), first, then]))).toEqual([7]);
    expect(indexes(pastCycles(account, [first, then]))).toEqual([7]);
    expect(indexes(pastCycles(account, [{ ...first, seq: 1 }, then]))).toEqual([6, 7]);
  });
});
