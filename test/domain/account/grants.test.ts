/** Single grants: drawn from alone, and ended. */
import { describe, expect, it } from 'vitest';
import { drawUpTo, takeBack } from '../../../shared/domain/account/draw.ts';
import { byDrawOrder, end, remaining, sourceOf } from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { both, grant, pack, plan } from '../../support/builders/grants.ts';

describe('a grant', () => {
  it('is of the source that its id begins with, and of no other', () => {
    expect(['plan-0', 'add-on-2', 'adjustment-3'].map(sourceOf)).toEqual(['plan', 'add-on', 'adjustment']);
    expect(() => sourceOf('gift-1')).toThrow('no grant source in gift-1');
    expect(() => sourceOf('planet-1')).toThrow(RangeError);
  });

  it('that is refunded pays alone, as much as it holds, whatever comes before it in draw order', () => {
    const { grants, slices } = takeBack(both, 'add-on-2', microcredits(4));
    expect(slices).toEqual([{ grantId: 'add-on-2', credits: 4 }]);
    expect(grants).toEqual([{ ...pack, outflows: { refunded: 4 } }, plan]);
    expect(grants.map(remaining)).toEqual([6, 10]);
    expect(takeBack(both, 'add-on-2', microcredits(40)).slices).toEqual([{ grantId: 'add-on-2', credits: 10 }]);
    expect(takeBack(both, 'none', microcredits(4))).toEqual({ grants: both, slices: [] });
  });

  it('that is empty pays nothing and is no slice', () => {
    const empty = grant('plan-0', 10, { used: microcredits(10) });
    expect(drawUpTo([empty, pack], microcredits(3), 'ai').slices).toEqual([{ grantId: 'add-on-2', credits: 3 }]);
    expect(drawUpTo([empty], microcredits(3), 'ai')).toEqual({ grants: [empty], slices: [], missing: 3 });
  });

  it('of the same end, source and age goes by its id', () => {
    const [a, b] = [grant('plan-a', 1), grant('plan-b', 1)];
    expect([b, a].toSorted(byDrawOrder)).toEqual([a, b]);
    expect([a, b].toSorted(byDrawOrder)).toEqual([a, b]);
  });
});

describe('the end of a grant', () => {
  it('removes it alone where nothing is set aside', () => {
    expect(end(both, plan)).toEqual([pack]);
  });

  it('keeps what holds pin, loses the rest once, and forgets the notice', () => {
    const held = grant('plan-0', 10, { held: microcredits(4), used: microcredits(1), noticeAtMs: 50 });
    const [kept, other] = end([held, pack], held);
    expect(other).toBe(pack);
    expect(kept).toEqual({ ...grant('plan-0', 10), held: 4, used: 1, lost: 5 });
    expect(kept && remaining(kept)).toBe(0);
    const usedSince = { ...held, lost: microcredits(5), held: microcredits(3) };
    expect(end([usedSince], usedSince)[0]?.lost).toBe(6);
  });
});
