/** Fates of credits for one category (R29): debts, corrections, joins, the end of the account. */
import { describe, expect, it } from 'vitest';
import { availableFor, liveGrantsMax } from '../../../shared/domain/account/grant.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { decideAdjustment, decideClose, decideDebit } from '../../support/builders/decisions.ts';
import { changeOf, context, credits, openedAccount, requestNamed } from '../../support/builders/fixtures.ts';

const gift = {
  ...requestNamed('gift'),
  credits: credits(50),
  reason: 'trial',
  actor: 'ada',
  direction: 'add',
} as const;
/** 1,000 for everything, and 50 for AI alone. */
const given = changeOf(decideAdjustment(openedAccount(), { ...gift, category: 'ai' }, context()));

const aiCost = { kind: 'priced', category: 'ai', credits: credits(20) } as const;
const ai50 = 'adjustment-2-ai';

describe('credits for one category', () => {
  it('repay no debt, which is of any category', () => {
    const owing = { ...openedAccount(), debt: credits(30) };
    const scoped = changeOf(decideAdjustment(owing, { ...gift, category: 'ai' }, context()));
    expect([scoped.account.debt, scoped.entry.repaidDebt]).toEqual([credits(30), undefined]);
    expect(changeOf(decideAdjustment(owing, gift, context())).account.debt).toBe(0);
  });

  it('are not what a correction takes, and are forfeited with the account', () => {
    const removal = { ...gift, direction: 'remove', credits: credits(1_001) } as const;
    expect(decideAdjustment(given.account, removal, context())).toMatchObject({
      refusal: { reason: 'insufficient-credits', available: credits(1_000), isCorrection: true },
    });
    const closed = changeOf(decideClose(given.account, requestNamed('close'), context()));
    expect(closed.entry).toMatchObject({ credits: credits(1_050), after: { available: 0 } });
  });

  it('join only their like, when an account has more grants than stand alone', () => {
    let account = given.account;
    for (let index = 0; index < liveGrantsMax; index += 1) {
      const category = index % 2 === 0 ? ({ category: 'ai' } as const) : {};
      const asked = { ...gift, ...requestNamed(`gift ${index}`), ...category };
      account = changeOf(decideAdjustment(account, asked, context())).account;
    }
    expect(account.grants.length).toBeLessThanOrEqual(liveGrantsMax + 1);
    expect(availableFor(account.grants, 'infrastructure')).toBe(credits(1_500));
    expect(availableFor(account.grants, 'ai')).toBe(credits(2_050));
  });

  it('are in the ledger’s own books like all others', () => {
    const used = changeOf(decideDebit(given.account, { ...requestNamed('use'), cost: aiCost }, context()));
    expect(fold([given.entry, used.entry]).grants.get(ai50)).toMatchObject({ used: BigInt(credits(20)) });
  });
});
