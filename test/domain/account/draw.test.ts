import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw } from '../../../shared/domain/account/draw.ts';
import { putBack } from '../../../shared/domain/account/give-back.ts';
import { available, byDrawOrder, type Grant, grantSources, remaining } from '../../../shared/domain/account/grant.ts';
import { microcredits, plus } from '../../../shared/domain/amount.ts';

const grantArbitrary = fc
  .record({
    source: fc.constantFrom(...grantSources),
    granted: fc.integer({ min: 0, max: 1_000 }),
    spent: fc.nat({ max: 1_000 }),
    expiresAtMs: fc.integer({ min: 1, max: 4 }),
    createdSeq: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ granted, spent, ...rest }) => ({
    ...rest,
    granted: microcredits(granted),
    used: microcredits(Math.min(spent, granted)),
    held: microcredits(0),
  }));

const grantsArbitrary = fc
  .array(grantArbitrary, { maxLength: 20 })
  .map((grants): readonly Grant[] => grants.map((grant, index) => ({ ...grant, grantId: `${grant.source}-${index}` })));

describe('drawing', () => {
  it('takes all or nothing, never below zero, in an order that insertion doesn’t change', () => {
    fc.assert(
      fc.property(grantsArbitrary, fc.nat({ max: 5_000 }), fc.infiniteStream(fc.nat()), (grants, wanted, noise) => {
        const amount = microcredits(wanted);
        const shuffled = grants
          .map((grant) => ({ grant, at: noise.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ grant }) => grant);
        const drawn = draw(grants, amount, 'ai');
        expect(draw(shuffled, amount, 'ai')?.slices).toEqual(drawn?.slices);
        if (drawn === undefined) {
          expect(available(grants)).toBeLessThan(amount);
          return;
        }
        expect(drawn.slices.reduce((sum, slice) => sum + slice.credits, 0)).toBe(amount);
        expect(drawn.grants.every((grant) => remaining(grant) >= 0)).toBe(true);
        expect(plus(available(drawn.grants), amount)).toBe(available(grants));
      }),
      { numRuns: 1_000 },
    );
  });

  it('empties what comes before in draw order first', () => {
    fc.assert(
      fc.property(grantsArbitrary, fc.nat({ max: 3_000 }), (grants, wanted) => {
        const drawn = draw(grants, microcredits(wanted), 'ai');
        if (drawn === undefined) return;
        const ordered = [...drawn.grants].sort(byDrawOrder);
        const touched = ordered.map((grant) => drawn.slices.some((slice) => slice.grantId === grant.grantId));
        const last = touched.lastIndexOf(true);
        expect(ordered.slice(0, Math.max(0, last)).every((grant) => remaining(grant) === 0)).toBe(true);
      }),
    );
  });

  it('goes by soonest expiry, then plan, adjustment, add-on, then oldest', () => {
    const grant = (grantId: string, source: Grant['source'], expiresAtMs: number, createdSeq: number): Grant => ({
      grantId,
      source,
      granted: microcredits(1),
      used: microcredits(0),
      held: microcredits(0),
      expiresAtMs,
      createdSeq,
    });
    const grants = [
      grant('add-on-3', 'add-on', 9, 3),
      grant('add-on-2', 'add-on', 9, 2),
      grant('adjustment-4', 'adjustment', 9, 4),
      grant('plan-0', 'plan', 9, 1),
      grant('add-on-9', 'add-on', 5, 9),
    ];
    const order = draw(grants, microcredits(5), 'ai')?.slices.map((slice) => slice.grantId);
    expect(order).toEqual(['add-on-9', 'plan-0', 'adjustment-4', 'add-on-2', 'add-on-3']);
  });

  it('put back, restores the grants that are there and forfeits the rest', () => {
    fc.assert(
      fc.property(grantsArbitrary, fc.nat({ max: 3_000 }), fc.nat({ max: 20 }), (grants, wanted, gone) => {
        const drawn = draw(grants, microcredits(wanted), 'ai');
        if (drawn === undefined) return;
        const left = drawn.grants.filter((_, index) => index >= gone);
        const { grants: restored, slices } = putBack(left, drawn.slices);
        expect(restored).toEqual(grants.filter((_, index) => index >= gone));
        const forfeited = slices.filter((slice) => slice.forfeited).map((slice) => slice.grantId);
        expect(forfeited.every((id) => !left.some((grant) => grant.grantId === id))).toBe(true);
        expect(slices.length).toBe(drawn.slices.length);
      }),
    );
  });
});
