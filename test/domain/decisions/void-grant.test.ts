/** Credits that an operator gave, ended before their time (R28). */
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideCapture,
  decideDebit,
  decidePurchase,
  decideReversal,
  decideVoid,
} from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  gift,
  openedAccount,
  plans,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const hourMs = 3_600_000;
const mistake = { ...requestNamed('void'), reason: 'a mistake', actor: 'ada' };
/** Ends before the plan's credits, so it pays first. */
const given = changeOf(decideAdjustment(openedAccount(), { ...gift, expiresAtMs: startMs + 9 * hourMs }, context()));
const grantId = 'adjustment-2';

describe('a void', () => {
  it('forfeits what is left of a grant, keeps what was used, and says so in the ledger', () => {
    const used = changeOf(decideDebit(given.account, debitOf(20), context()));
    const ended = changeOf(decideVoid(used.account, { ...mistake, grantId }, context()));

    expect(ended.entry).toMatchObject({
      type: 'void',
      credits: credits(30),
      slices: [{ grantId, credits: credits(30) }],
      before: credits(1_030),
      after: { available: credits(1_000) },
      reason: 'a mistake',
      actor: 'ada',
    });
    expect(ended.account.grants.map((grant) => grant.grantId)).toEqual(['plan-0']);
    const books = fold([given.entry, used.entry, ended.entry].map((entry) => entry)).grants.get(grantId);
    expect(books).toMatchObject({ used: BigInt(credits(20)), expired: BigInt(credits(30)) });
  });

  it('gives nothing back to a grant that is void: a reversal of what it had paid is forfeited', () => {
    const used = changeOf(decideDebit(given.account, debitOf(20), context()));
    const ended = changeOf(decideVoid(used.account, { ...mistake, grantId }, context()));
    const reversed = decideReversal(
      ended.account,
      { ...requestNamed('back'), seq: used.entry.seq },
      context(startMs, { entry: () => used.entry }),
    );

    expect(changeOf(reversed).entry.slices).toEqual([{ grantId, credits: credits(20), forfeited: true }]);
    expect(balanceOf(changeOf(reversed).account).available).toBe(credits(1_000));
  });

  it('leaves work in progress what it has set aside, and forfeits what that gives back', () => {
    const cost = { kind: 'priced', category: 'ai', credits: credits(40) } as const;
    const asked = { ...requestNamed('work'), cost, lifeMs: hourMs, whenExhausted: 'pause' } as const;
    const held = changeOf(decideAuthorize(given.account, asked, context()));
    const ended = changeOf(decideVoid(held.account, { ...mistake, grantId }, context()));
    const { hold } = held.entry;
    const settled = decideCapture(
      ended.account,
      {
        ...requestNamed('done'),
        holdId: hold?.holdId ?? '',
        cost: { kind: 'priced', credits: credits(15) },
        isLateAllowed: false,
      },
      context(startMs, { hold: () => hold }),
    );

    expect(ended.entry).toMatchObject({
      credits: credits(10),
      after: { available: credits(1_000), held: credits(40) },
    });
    expect(changeOf(settled).entry).toMatchObject({
      slices: [{ grantId, credits: credits(15) }],
      returned: [{ grantId, credits: credits(25), forfeited: true }],
      after: { available: credits(1_000), held: credits(0) },
    });
  });

  it('has ended by then: its own end leaves no second entry', () => {
    const ended = changeOf(decideVoid(given.account, { ...mistake, grantId }, context()));
    const later = advance(ended.account, { nowMs: startMs + 10 * hourMs, plans, rateCards: [] });
    expect(later.entries).toEqual([]);
  });

  it('is done once: under another key it is refused, and names the entry', () => {
    const ended = changeOf(decideVoid(given.account, { ...mistake, grantId }, context()));
    const again = { ...mistake, ...requestNamed('again'), grantId };
    const refused = decideVoid(ended.account, again, context(startMs, { marks: new Map(marksOf(ended.entry)) }));
    expect(refused).toMatchObject({ refusal: { reason: 'grant-voided', voidedBy: 3 } });
  });

  it('is for what was given by hand, and alive', () => {
    const pack = { ...requestNamed('buy'), packId: 'burst-100', paymentId: 'pi_1' };
    const bought = changeOf(decidePurchase(given.account, pack, context()));
    const asked = (id: string, atMs = startMs) =>
      decideVoid(bought.account, { ...mistake, grantId: id }, context(atMs));

    expect(asked('plan-0')).toMatchObject({ refusal: { reason: 'grant-not-voidable' } });
    expect(asked('add-on-3')).toMatchObject({ refusal: { reason: 'grant-not-voidable' } });
    expect(asked('adjustment-99')).toMatchObject({ refusal: { reason: 'grant-not-found' } });
  });

  it('of a grant that was used up takes nothing, and still ends it', () => {
    const used = changeOf(decideDebit(given.account, debitOf(50), context()));
    const ended = changeOf(decideVoid(used.account, { ...mistake, grantId }, context()));
    expect(ended.entry).toMatchObject({ credits: 0, slices: [{ grantId, credits: 0 }] });
    expect(ended.account.grants).toHaveLength(1);
  });
});
