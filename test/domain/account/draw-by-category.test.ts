/** R4 and R29: drawing where some grants pay for one category alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw } from '../../../shared/domain/account/draw.ts';
import { putBack } from '../../../shared/domain/account/give-back.ts';
import { available, availableFor, type Grant, newGrant, remaining } from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { categories } from '../../../shared/domain/catalogue/rate-card.ts';

const grantsArbitrary = fc
  .array(
    fc.record({
      category: fc.constantFrom(undefined, ...categories),
      granted: fc.integer({ min: 0, max: 1_000 }),
      spent: fc.nat({ max: 1_000 }),
      expiresAtMs: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 20 },
  )
  .map((all): readonly Grant[] =>
    all.map(({ category, granted, spent, expiresAtMs }, index) => ({
      ...newGrant(
        category === undefined ? `adjustment-${index}` : `adjustment-${index}-${category}`,
        microcredits(granted),
        expiresAtMs,
        index,
      ),
      used: microcredits(Math.min(spent, granted)),
    })),
  );

describe('drawing with categories', () => {
  it('takes first what pays for the category alone, of each the soonest to end, and nothing of others', () => {
    const property = fc.property(
      grantsArbitrary,
      fc.constantFrom(...categories),
      fc.nat({ max: 4_000 }),
      (grants, category, wanted) => {
        const drawn = draw(grants, microcredits(wanted), category);
        if (drawn === undefined) {
          expect(availableFor(grants, category)).toBeLessThan(wanted);
          return;
        }
        const payers = drawn.slices.map(({ grantId }) => grants.find((grant) => grant.grantId === grantId));
        const ranks = payers.map((grant) => [grant?.category === undefined ? 1 : 0, grant?.expiresAtMs ?? 0] as const);
        expect(payers.every((grant) => grant?.category === undefined || grant.category === category)).toBe(true);
        expect(ranks).toEqual(ranks.toSorted(([a, endA], [b, endB]) => a - b || endA - endB));
        // What comes before the last payer is empty: nothing general is used while something fits this alone.
        const isGeneralUsed = payers.some((grant) => grant?.category === undefined);
        const own = drawn.grants.filter((grant) => grant.category === category);
        if (isGeneralUsed) expect(own.map(remaining).every((left) => left === 0)).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  it('conserves what each category may spend, and gives back to the same slices', () => {
    const property = fc.property(
      grantsArbitrary,
      fc.constantFrom(...categories),
      fc.nat({ max: 3_000 }),
      (grants, category, wanted) => {
        const drawn = draw(grants, microcredits(wanted), category);
        if (drawn === undefined) return;
        expect(available(drawn.grants)).toBe(available(grants) - wanted);
        expect(availableFor(drawn.grants, category)).toBe(availableFor(grants, category) - wanted);
        for (const other of categories)
          if (other !== category)
            expect(availableFor(drawn.grants, other)).toBeLessThanOrEqual(availableFor(grants, other));
        expect(putBack(drawn.grants, drawn.slices).grants).toEqual(grants);
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });
});
