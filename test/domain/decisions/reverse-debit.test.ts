import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { reversalMark } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideDebit, decideReversal } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  plans,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

describe('a reversal', () => {
  const { account, entry: debit } = changeOf(decideDebit(openedAccount(), debitOf(300), context()));
  const undo = { ...requestNamed('undo'), seq: debit.seq };

  it('gives back to the same slices', () => {
    const { account: after, entry } = changeOf(
      decideReversal(account, undo, context(startMs + 1, { entry: () => debit })),
    );
    expect(balanceOf(after).available).toBe(credits(1_000));
    expect(entry).toMatchObject({
      type: 'reversal',
      reverses: debit.seq,
      slices: [{ grantId: 'plan-0', credits: credits(300) }],
    });
  });

  it('after the cycle forfeits instead of reviving dead credit', () => {
    const { account: next } = advance(account, { nowMs: renewsAtMs, plans, rateCards: [] });
    const { account: after, entry } = changeOf(decideReversal(next, undo, context(renewsAtMs, { entry: () => debit })));
    expect(entry.slices).toEqual([{ grantId: 'plan-0', credits: credits(300), forfeited: true }]);
    expect(balanceOf(after).available).toBe(credits(1_000));
  });

  it('of the whole happens once, and only to what charges', () => {
    const { entry } = changeOf(decideReversal(account, undo, context(startMs, { entry: () => debit })));
    const twice = context(startMs, {
      entry: (seq) => (seq === debit.seq ? debit : entry),
      marks: new Map([[reversalMark(debit.seq), { seq: entry.seq, content: '' }]]),
    });
    expect(decideReversal(account, { ...undo, ...requestNamed('again') }, twice)).toMatchObject({
      refusal: { reason: 'entry-reversed', reversedBy: entry.seq },
    });
    expect(decideReversal(account, undo, context())).toMatchObject({ refusal: { reason: 'entry-not-found' } });
    expect(decideReversal(account, undo, context(startMs, { entry: () => entry }))).toMatchObject({
      refusal: { reason: 'entry-not-reversible' },
    });
  });
});
