/** Credits of a grant that are set aside: drawn by nobody else, used or given back, and lost with their grant. */
import { describe, expect, it } from 'vitest';
import { setAside } from '../../../shared/domain/account/draw.ts';
import { settle } from '../../../shared/domain/account/give-back.ts';
import { end, hasEnded, remaining } from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { both, pack, plan } from '../../support/builders/grants.ts';

describe('what was set aside', () => {
  const { grants: pinned, slices, missing } = setAside(both, microcredits(15), 'ai');

  it('can’t be drawn by others, and says what is missing', () => {
    expect({ slices, missing }).toEqual({
      slices: [
        { grantId: 'plan-0', credits: 10 },
        { grantId: 'add-on-2', credits: 5 },
      ],
      missing: 0,
    });
    expect(pinned.map(remaining)).toEqual([5, 0]);
    expect(setAside(both, microcredits(25), 'ai').missing).toBe(5);
  });

  it('is used in its order, and the rest comes back', () => {
    const settled = settle(pinned, slices, microcredits(10));
    expect(settled.slices).toEqual([{ grantId: 'plan-0', credits: 10 }]);
    expect(settled.returned).toEqual([{ grantId: 'add-on-2', credits: 5 }]);
    expect(settled.grants.map(({ held, used }) => [held, used])).toEqual([
      [0, 0],
      [0, 10],
    ]);
    expect(settle(pinned, slices, microcredits(15)).returned).toEqual([]);
    expect(settle(pinned, slices, microcredits(0)).slices).toEqual([]);
  });

  it('comes back to a grant that has ended as forfeited, and the grant goes with its last credit', () => {
    const ended = end(pinned, pinned[1] ?? plan);
    expect(ended.map(hasEnded)).toEqual([false, true]);
    const { grants, returned } = settle(ended, slices, microcredits(4));
    expect(returned).toEqual([
      { grantId: 'plan-0', credits: 6, forfeited: true },
      { grantId: 'add-on-2', credits: 5 },
    ]);
    expect(grants.map(({ grantId }) => grantId)).toEqual(['add-on-2']);
  });

  it('can be used no further, and of no grant that is gone: both would be bugs', () => {
    expect(() => settle(pinned, slices, microcredits(16))).toThrow('more is used than was set aside');
    expect(() => settle([pack], slices, microcredits(1))).toThrow('plan-0 is gone with credits set aside from it');
  });
});
