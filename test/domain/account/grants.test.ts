/** Single grants through their lives: drawn from alone, set aside, settled, given back to, ended. */
import { describe, expect, it } from 'vitest';
import { drawUpTo, setAside, takeBack } from '../../../shared/domain/account/draw.ts';
import { owingAtMost, putBack, settle } from '../../../shared/domain/account/give-back.ts';
import {
  byDrawOrder,
  end,
  type Grant,
  hasEnded,
  newGrant,
  remaining,
  sourceOf,
} from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';

function grant(grantId: string, granted: number, over: Partial<Grant> = {}): Grant {
  return { ...newGrant(grantId, microcredits(granted), 100, 1), ...over };
}

const plan = grant('plan-0', 10);
const pack = grant('add-on-2', 10, { createdSeq: 2 });
const both = [pack, plan];

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
    expect(drawUpTo([empty, pack], microcredits(3)).slices).toEqual([{ grantId: 'add-on-2', credits: 3 }]);
    expect(drawUpTo([empty], microcredits(3))).toEqual({ grants: [empty], slices: [], missing: 3 });
  });

  it('of the same end, source and age goes by its id', () => {
    const [a, b] = [grant('plan-a', 1), grant('plan-b', 1)];
    expect([b, a].toSorted(byDrawOrder)).toEqual([a, b]);
    expect([a, b].toSorted(byDrawOrder)).toEqual([a, b]);
  });
});

describe('what was set aside', () => {
  const { grants: pinned, slices, missing } = setAside(both, microcredits(15));

  it('can’t be drawn by others, and says what is missing', () => {
    expect({ slices, missing }).toEqual({
      slices: [
        { grantId: 'plan-0', credits: 10 },
        { grantId: 'add-on-2', credits: 5 },
      ],
      missing: 0,
    });
    expect(pinned.map(remaining)).toEqual([5, 0]);
    expect(setAside(both, microcredits(25)).missing).toBe(5);
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

describe('what is given back', () => {
  const used = [grant('plan-0', 10, { used: microcredits(6) }), pack];

  it('is there again in its grant', () => {
    expect(putBack(used, [{ grantId: 'plan-0', credits: microcredits(4) }])).toEqual({
      grants: [grant('plan-0', 10, { used: microcredits(2) }), pack],
      slices: [{ grantId: 'plan-0', credits: 4 }],
      repaidDebt: 0,
    });
  });

  it('pays at once what is owed for purchases in its own grant, and nobody else’s', () => {
    const owing = grant('add-on-2', 10, { held: microcredits(7), used: microcredits(3), debt: microcredits(5) });
    const released = settle([owing, plan], [{ grantId: 'add-on-2', credits: microcredits(7) }], microcredits(1));
    expect(released.repaidDebt).toBe(5);
    expect(released.grants.map(remaining)).toEqual([1, 10]);
    expect(released.grants[0]).toEqual({ ...grant('add-on-2', 10), used: 4, outflows: { repaidDebt: 5 } });

    const reversed = putBack(
      [{ ...owing, held: microcredits(0) }, used[0] ?? plan],
      [
        { grantId: 'plan-0', credits: microcredits(4) },
        { grantId: 'add-on-2', credits: microcredits(3) },
      ],
    );
    expect(reversed.repaidDebt).toBe(3);
    expect(reversed.grants.map(({ debt = 0 }) => debt)).toEqual([2, 0]);
  });

  it('leaves the youngest owing, once other credits have paid', () => {
    const [old, young] = [
      grant('add-on-2', 10, { createdSeq: 2, debt: microcredits(4) }),
      grant('add-on-3', 10, { createdSeq: 3, debt: microcredits(4) }),
    ];
    const debts = (most: number) => owingAtMost([young, old], microcredits(most)).map(({ debt = 0 }) => debt);
    expect([20, 8, 6, 4, 1, 0].map(debts)).toEqual([
      [4, 4],
      [4, 4],
      [4, 2],
      [4, 0],
      [1, 0],
      [0, 0],
    ]);
  });

  it('is forfeited where its grant has ended or is gone, and what was forfeited before isn’t given at all', () => {
    const ended = grant('plan-0', 10, { used: microcredits(6), held: microcredits(1), lost: microcredits(3) });
    const slices = [
      { grantId: 'plan-0', credits: microcredits(4) },
      { grantId: 'add-on-9', credits: microcredits(2) },
      { grantId: 'add-on-2', credits: microcredits(1), forfeited: true as const },
    ];
    expect(putBack([ended, pack], slices)).toEqual({
      grants: [ended, pack],
      slices: [
        { grantId: 'plan-0', credits: 4, forfeited: true },
        { grantId: 'add-on-9', credits: 2, forfeited: true },
      ],
      repaidDebt: 0,
    });
  });
});
