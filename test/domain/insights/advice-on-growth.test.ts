/** Advice about growth, at its bound and not before it. */
import { describe, expect, it } from 'vitest';
import { adviceOn, burnOf, burnt, codes } from '../../support/builders/advice-basis.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';

describe('advice about growth', () => {
  it('is told from a quarter on, with the category that grew most', () => {
    expect(adviceOn({ burn: burnOf(150n, 120n) })).toEqual([
      {
        code: 'usage-grew',
        credits: 150n,
        before: 120n,
        category: 'ai',
        categoryCredits: 100n,
        categoryBefore: 80n,
      },
    ]);
    expect(codes({ burn: burnOf(149n, 120n) })).toEqual([]);
    expect(codes({ burn: burnOf(90n, 120n) })).toEqual([]);
  });

  it('names a category that is new, or that grew while a larger one shrank', () => {
    const grown = burnOf(150n, 100n);
    const platform = { cycle: burnt(90n) };
    const shrunk = { cycle: burnt(500n), previousCycleToDate: burnt(900n) };

    const [advice] = adviceOn({ burn: { ...grown, byCategory: { ai: shrunk, infrastructure: {}, platform } } });

    expect(advice).toMatchObject({ category: 'platform', categoryCredits: 90n, categoryBefore: 0n });
  });

  it('is none in a cycle’s first three days, nor where there was nothing to grow from', () => {
    const burn = burnOf(150n, 100n);

    expect(codes({ burn, nowMs: startMs + 3 * dayMs })).toEqual(['usage-grew']);
    expect(codes({ burn, nowMs: startMs + 3 * dayMs - 1 })).toEqual([]);
    expect(codes({ burn: burnOf(150n, 0n) })).toEqual([]);
    const { previousCycleToDate: _none, ...alone } = burn.total;
    expect(codes({ burn: { ...burn, total: alone } })).toEqual([]);
  });
});
