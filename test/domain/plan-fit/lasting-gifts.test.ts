/** A past begins with a cycle in which nothing of before was alive: what was given past its cycle isn't known from there. */
import { expect, it } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import type { EntryMembers } from '../../support/builders/altered-entry.ts';
import { credits, dayMs, openedAccount, startMs } from '../../support/builders/fixtures.ts';

const opened = openedAccount();
const account = { ...opened, cycle: { ...opened.cycle, index: 4 } };
const gift = { grantId: 'adjustment-5', credits: credits(3) };

it.each<{ readonly what: string; readonly told: EntryMembers; readonly begins: number }>([
  { what: 'nothing from before', told: {}, begins: 1 },
  { what: 'a debit that a gift from before pays', told: { slices: [gift] }, begins: 2 },
  { what: 'a return to a gift from before', told: { type: 'capture', returned: [gift] }, begins: 2 },
  {
    what: 'a return that comes too late',
    told: { type: 'reversal', slices: [{ ...gift, forfeited: true }] },
    begins: 1,
  },
  { what: 'work that a gift of its time pays', told: { type: 'capture', slices: [gift] }, begins: 1 },
  { what: 'a gift of its own', told: { slices: [{ ...gift, grantId: 'adjustment-11' }] }, begins: 1 },
])('with $what in cycle 1 it begins with cycle $begins', ({ told, begins }) => {
  const past = pastCycles(account, [opening(1), entry(1, 2, told), opening(2), opening(3)]);

  expect(past?.cycles.map(({ index }) => index)).toEqual([1, 2, 3].filter((index) => index >= begins));
});

it('with something left of a gift at its start a cycle isn’t the first', () => {
  const past = pastCycles(account, [opening(1, { before: credits(1) }), opening(2), opening(3)]);

  expect(past?.cycles.map(({ index }) => index)).toEqual([2, 3]);
});

function opening(cycle: number, told: EntryMembers = {}): Entry {
  const cycleStartMs = startMs + 30 * cycle * dayMs;
  return entry(cycle, 1, { type: 'grant', cycleStartMs, expiresAtMs: cycleStartMs + 30 * dayMs, ...told });
}

function entry(cycle: number, position: number, told: EntryMembers = {}): Entry {
  const atMs = startMs + (30 * cycle + position - 1) * dayMs;
  const after = { available: credits(0), held: credits(0), overrun: credits(0), debt: credits(0) };
  return {
    type: 'debit',
    seq: 10 * cycle + position,
    cycle,
    atMs,
    before: credits(0),
    after,
    slices: [],
    ...told,
  } as Entry;
}
