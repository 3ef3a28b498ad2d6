/** Credits given back to a grant: there again, paying what it owes, or forfeited. */
import { describe, expect, it } from 'vitest';
import { owingAtMost, putBack, settle } from '../../../shared/domain/account/give-back.ts';
import { remaining } from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { grant, pack, plan } from '../../support/builders/grants.ts';

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
