import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import {
  burnAt,
  type FleetMember,
  fleetRanksMax,
  memberAfter,
  newMember,
} from '../../../shared/domain/projections/fleet.ts';
import type { Step } from '../../../shared/domain/projections/step.ts';
import { catalogueOf, credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';

const terms = { planId: 'team', plans: catalogueOf(plan({ lowBalanceThresholds: [credits(200)] })) };

interface Told {
  readonly type?: Entry['type'];
  readonly used?: number;
  readonly left: number;
  readonly atMs?: number;
}

/** The ledger's step that leaves so much. */
function stepOf({ type = 'debit', used = 0, left, atMs = startMs }: Told): Step {
  const entry = { type, atMs, credits: credits(used), seq: 2 } as Entry;
  const after = { available: credits(left), held: credits(0), overrun: credits(0), debt: credits(0) };
  return { entries: [entry], entry, before: credits(left + used), after, opensCycle: false };
}

function memberOf(...told: readonly Told[]): FleetMember {
  return told.reduce((member, each) => memberAfter(member, stepOf(each), terms), newMember);
}

const opened = { type: 'grant', left: 1_000 } as const;

test('exhausted accounts come first, then low ones, then by the share left, closed ones last', () => {
  const ranks = [
    memberOf(opened, { left: 0 }),
    memberOf(opened, { left: 50 }),
    memberOf(opened, { left: 150 }),
    memberOf(opened, { left: 300 }),
    memberOf(opened),
    memberOf(opened, { type: 'closure', left: 0 }),
  ].map(({ ranks }) => ranks.state);

  expect(ranks).toEqual(ranks.toSorted((a, b) => Number(a) - Number(b)));
  expect(new Set(ranks).size).toBe(ranks.length);
});

test('among accounts alike the one that burns more comes first', () => {
  const [slow, fast] = [memberOf(opened, { used: 10, left: 500 }), memberOf(opened, { used: 400, left: 500 })];

  expect(fast.ranks.state).toBeLessThan(Number(slow.ranks.state));
  expect(fast.ranks.burn).toBeLessThan(Number(slow.ranks.burn));
});

test('a closed account is in no order that says who needs credits', () => {
  const { ranks } = memberOf(opened, { type: 'closure', left: 0 });

  expect([ranks.available, ranks.burn]).toEqual([null, null]);
  expect(ranks.state).not.toBeNull();
});

test('which of two accounts burns more does not depend on when it is asked', () => {
  const uses = fc.array(fc.record({ used: fc.integer({ min: 1, max: 9_000 }), atHour: fc.nat(24 * 30) }), {
    minLength: 1,
    maxLength: 12,
  });
  const burning = (all: readonly { used: number; atHour: number }[]): FleetMember =>
    memberOf(
      ...all
        .toSorted((a, b) => a.atHour - b.atHour)
        .map(({ used, atHour }) => ({ used, left: 500, atMs: startMs + (atHour * dayMs) / 24 })),
    );
  fc.assert(
    fc.property(uses, uses, (some, others) => {
      const [a, b] = [burning(some), burning(others)];
      const later = startMs + 31 * dayMs;
      const ratio = Math.abs(Math.log2(burnAt(a, later) / burnAt(b, later)));
      // Ranks are kept until they are off by half a doubling: closer than two such steps, either may come first.
      fc.pre(Number.isFinite(ratio) && ratio > 1.2);
      expect(Number(a.ranks.burn) < Number(b.ranks.burn)).toBe(burnAt(a, later) > burnAt(b, later));
    }),
    { seed: 9, numRuns: 300 },
  );
});

test('steady use comes to what is used in a day', () => {
  const hours = Array.from({ length: 24 * 14 }, (_, hour) => hour);
  const member = memberOf(...hours.map((hour) => ({ used: 10, left: 500, atMs: startMs + (hour * dayMs) / 24 })));

  expect(burnAt(member, member.burnAtMs) / credits(240)).toBeCloseTo(1, 1);
  expect(burnAt(member, member.burnAtMs + dayMs) / burnAt(member, member.burnAtMs)).toBeCloseTo(0.5, 3);
});

test('ten thousand debits move an account a bounded number of times', () => {
  const moves = { state: 0, available: 0, burn: 0 };
  let member = memberOf({ type: 'grant', left: 10_000 });
  for (let debit = 1; debit <= 10_000; debit += 1) {
    const next = memberAfter(member, stepOf({ used: 1, left: 10_000 - debit, atMs: startMs + debit * 240_000 }), terms);
    for (const order of ['state', 'available', 'burn'] as const)
      if (next.ranks[order] !== member.ranks[order]) moves[order] += 1;
    member = next;
  }

  expect(moves.state).toBeLessThanOrEqual(12);
  expect(moves.available).toBeLessThanOrEqual(60);
  // Twice a day of the 28, and twice for each doubling until use is steady.
  expect(moves.burn).toBeLessThanOrEqual(80);
});

test('credits held and given back around a tenth do not move it to and fro', () => {
  let member = memberOf(opened, { left: 705 });
  const { state } = member.ranks;
  for (let turn = 0; turn < 50; turn += 1) {
    member = memberAfter(member, stepOf({ type: 'hold', left: 695 }), terms);
    member = memberAfter(member, stepOf({ type: 'release', left: 705 }), terms);
    expect(member.ranks.state).toBe(state);
  }
});

test('a rank has room for every balance and every burn', () => {
  const much = 999_999_999.999999;
  const member = memberOf({ type: 'grant', left: much }, { used: much, left: much, atMs: startMs + 36_500 * dayMs });

  for (const rank of Object.values(member.ranks)) {
    expect(rank).toBeGreaterThanOrEqual(0);
    expect(rank).toBeLessThan(fleetRanksMax);
  }
});

test('nothing and something are never the same rank, however little it is', () => {
  const some = (left: number): FleetMember => memberOf(opened, { left });
  const [none, least] = [some(0), memberOf(opened, { left: 0 }, { left: 0.000001 })];

  expect(least.ranks.available).toBeGreaterThan(Number(none.ranks.available));
  expect(memberOf(opened, { left: 0.000001 }, { left: 0 }).ranks.available).toBe(none.ranks.available);
  const [idle, used] = [memberOf(opened), memberOf(opened, { used: 0.000003, left: 1_000, atMs: 0 })];
  expect(used.ranks.burn).toBeLessThan(Number(idle.ranks.burn));
});

test('a balance is low below a threshold, not at it', () => {
  expect(memberOf(opened, { left: 200 }).level).toBe('fine');
  expect(memberOf(opened, { left: 199.999999 }).level).toBe('low');
});
