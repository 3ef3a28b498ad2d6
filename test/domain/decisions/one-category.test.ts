/** Credits that pay for one category alone (R29). */
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { availableFor } from '../../../shared/domain/account/grant.ts';
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import { gate } from '../../../shared/domain/decisions/check-access.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideReversal,
} from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  gift,
  openedAccount,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const hourMs = 3_600_000;
/** 1,000 for everything, and 50 for AI alone. */
const given = changeOf(decideAdjustment(openedAccount(), { ...gift, category: 'ai' }, context()));
const ai50 = 'adjustment-2-ai';

function use(account: Account, amount: number, category: Category, key = 'use') {
  const cost = { kind: 'priced', category, credits: credits(amount) } as const;
  return decideDebit(account, { ...requestNamed(key), cost }, context());
}

describe('credits for one category', () => {
  it('pay for it before all else, and for no other', () => {
    expect(given.entry).toMatchObject({ type: 'grant', category: 'ai', slices: [{ grantId: ai50 }] });
    expect(changeOf(use(given.account, 60, 'ai')).entry.slices).toEqual([
      { grantId: ai50, credits: credits(50) },
      { grantId: 'plan-0', credits: credits(10) },
    ]);
    expect(changeOf(use(given.account, 60, 'infrastructure')).entry.slices).toEqual([
      { grantId: 'plan-0', credits: credits(60) },
    ]);
  });

  it('are not there for another: debit, gate and quote say so alike', () => {
    const asked = { credits: credits(1_020), category: 'infrastructure' } as const;
    expect(use(given.account, 1_020, 'infrastructure')).toMatchObject({
      refusal: { reason: 'insufficient-credits', available: credits(1_000), category: 'infrastructure' },
    });
    expect(gate(given.account, asked, context())).toMatchObject({
      available: credits(1_050),
      availableFor: { ai: credits(1_050), infrastructure: credits(1_000), platform: credits(1_000) },
      verdicts: { ai: { isAllowed: true }, infrastructure: { isAllowed: false, reason: 'insufficient-credits' } },
    });
    expect(affordability(given.account, asked, context())).toMatchObject({
      available: credits(1_000),
      shortfall: credits(20),
      isAffordable: false,
    });
    expect(affordability(given.account, { ...asked, category: 'ai' }, context())).toMatchObject({ isAffordable: true });
  });

  it('leave the others as at zero once nothing else is left', () => {
    const spent = changeOf(use(given.account, 1_000, 'infrastructure')).account;
    expect(balanceOf(spent).available).toBe(credits(50));
    expect(gate(spent, undefined, context()).verdicts).toMatchObject({
      ai: { isAllowed: true },
      infrastructure: { isAllowed: false, reason: 'insufficient-credits', effect: 'restricted' },
      platform: { isAllowed: false, reason: 'insufficient-credits', effect: 'refused' },
    });
  });

  it('are set aside for work of their category alone, and what it gives back is for that again', () => {
    const work = (category: Category, amount: number) => {
      const cost = { kind: 'priced', category, credits: credits(amount) } as const;
      const asked = { ...requestNamed('work'), cost, lifeMs: hourMs, whenExhausted: 'pause' } as const;
      return decideAuthorize(given.account, asked, context());
    };
    expect(work('infrastructure', 1_010)).toMatchObject({ refusal: { reason: 'insufficient-credits' } });
    const held = changeOf(work('ai', 1_010));
    const { hold } = held.entry;
    const done = { holdId: hold?.holdId ?? '', cost: { kind: 'priced', credits: credits(20) } } as const;
    const settled = changeOf(
      decideCapture(
        held.account,
        { ...requestNamed('done'), ...done, isLateAllowed: false },
        context(startMs, { hold: () => hold }),
      ),
    );
    expect(settled.entry).toMatchObject({
      slices: [{ grantId: ai50, credits: credits(20) }],
      returned: [
        { grantId: ai50, credits: credits(30) },
        { grantId: 'plan-0', credits: credits(960) },
      ],
    });
    expect(availableFor(settled.account.grants, 'infrastructure')).toBe(credits(1_000));
  });

  it('come back to themselves, or are granted anew for the same category where they have ended', () => {
    const used = changeOf(use(given.account, 60, 'ai'));
    const back = decideReversal(
      used.account,
      { ...requestNamed('back'), seq: used.entry.seq },
      context(startMs, { entry: () => used.entry }),
    );
    expect(changeOf(back).entry.slices).toEqual(used.entry.slices);

    const ended = { ...used.account, grants: used.account.grants.filter(({ grantId }) => grantId !== ai50) };
    const anew = decideReversal(
      ended,
      { ...requestNamed('anew'), seq: used.entry.seq, reissue: true },
      context(startMs, { entry: () => used.entry }),
    );
    const { before = [], account } = anew as Extract<typeof anew, { kind: 'change' }>;
    expect(before).toMatchObject([{ type: 'grant', category: 'ai', credits: credits(50) }]);
    expect(availableFor(account.grants, 'infrastructure')).toBe(credits(1_000));
    expect(availableFor(account.grants, 'ai')).toBe(credits(1_050));
  });
});
