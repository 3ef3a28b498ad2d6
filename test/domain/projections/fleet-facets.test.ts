import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type FleetMember, memberAfter, newMember } from '../../../shared/domain/projections/fleet.ts';
import { facetRange, facetsAfter } from '../../../shared/domain/projections/fleet-facets.ts';
import { type FacetPlace, type FacetRanks, noFacets } from '../../../shared/domain/projections/fleet-places.ts';
import { catalogueOf, credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';

const terms = { planId: 'team', plans: catalogueOf(plan()) };

interface Told {
  readonly type?: Entry['type'];
  readonly used?: number;
  readonly expired?: number;
  readonly left: number;
  readonly overrun?: number;
  readonly days: number;
  readonly isSuspended?: boolean;
}

interface Known {
  readonly member: FleetMember;
  readonly facets?: FacetRanks;
}

function next({ member: before, facets }: Known, told: Told): Known {
  const { type = 'debit', used = 0, expired = 0, left, overrun = 0, days, isSuspended = false } = told;
  const entry = { type, atMs: startMs + days * dayMs, credits: credits(used), seq: 2 } as Entry;
  const ended = { ...entry, type: 'expiry', credits: credits(expired) } as Entry;
  const balance = { available: credits(left), held: credits(0), overrun: credits(overrun), debt: credits(0) };
  const entries = expired > 0 ? [ended, entry] : [entry];
  const step = { entries, entry, before: before.available, after: balance, opensCycle: expired > 0 };
  const member = memberAfter(before, step, terms);
  const standing = { member, before, isSuspended, cycleEndMs: startMs + 30 * dayMs };
  return { member, facets: facetsAfter(facets, step, standing) };
}

const opened = next({ member: newMember }, { type: 'grant', left: 1_000, days: 0 });

function isOf(place: FacetPlace, { facets = noFacets }: Known, days: number): boolean {
  const { from = 0, until = Number.POSITIVE_INFINITY } = facetRange(place, startMs + days * dayMs);
  const rank = facets[place];
  return rank !== null && rank >= from && rank <= until;
}

describe('the facets of an account', () => {
  it('runs out while its pace, which halves in a day without use, leaves less than three days of it', () => {
    const calm = next(opened, { used: 100, left: 900, days: 1 });
    const fast = next(calm, { used: 800, left: 100, days: 1.5 });

    expect(isOf('runs-out', calm, 1)).toBe(false);
    expect(isOf('runs-out', fast, 1.5)).toBe(true);
    // 590 a day by then, of which a hundred are three days' worth after four halvings.
    expect(isOf('runs-out', fast, 5.5)).toBe(true);
    expect(isOf('runs-out', fast, 6.5)).toBe(false);
    expect(isOf('runs-out', next(fast, { used: 100, left: 0, days: 1.6 }), 1.6)).toBe(false);
  });

  it('doesn’t run out when the renewal comes before', () => {
    expect(isOf('runs-out', next(opened, { used: 200, left: 600, days: 28 }), 28)).toBe(false);
    expect(isOf('runs-out', next(opened, { used: 600, left: 400, days: 28 }), 28)).toBe(true);
  });

  it('is silent a week after its last use, or its opening, and never sooner', () => {
    const used = next(opened, { used: 1, left: 999, days: 10 });
    const granted = next(used, { type: 'grant', left: 1_999, days: 16 });

    for (const [known, since] of [
      [opened, 0],
      [used, 10],
      [granted, 10],
    ] as const) {
      expect(isOf('silent', known, since + 6.9)).toBe(false);
      expect(isOf('silent', known, since + 8.1)).toBe(true);
    }
  });

  it('of steady use changes its place once a day', () => {
    const places = new Set<number | null>();
    let known = opened;
    for (let hour = 1; hour <= 240; hour += 1) {
      known = next(known, { used: 1, left: 1_000 - hour, days: hour / 24 });
      places.add(known.facets?.silent ?? null);
    }
    expect(places.size).toBe(11);
  });

  it('left more than half of a cycle unused until the next boundary', () => {
    const half = next(opened, { expired: 500, left: 1_000, days: 30 });
    const most = next(opened, { expired: 900, left: 1_000, days: 30 });

    expect(isOf('unused', half, 30)).toBe(false);
    expect(isOf('unused', next(most, { used: 1, left: 999, days: 31 }), 31)).toBe(true);
    expect(isOf('unused', next(most, { expired: 1, left: 1_000, days: 60 }), 60)).toBe(false);
  });

  it('is suspended, and in overrun, while it is', () => {
    const both = next(opened, { left: 10, overrun: 5, days: 1, isSuspended: true });
    const neither = next(both, { left: 10, days: 2 });

    expect([isOf('suspended', both, 1), isOf('overrun', both, 1)]).toEqual([true, true]);
    expect([isOf('suspended', neither, 2), isOf('overrun', neither, 2)]).toEqual([false, false]);
  });

  it('are none once it is closed', () => {
    expect(next(opened, { type: 'closure', left: 0, days: 1 }).facets).toEqual(noFacets);
  });
});
