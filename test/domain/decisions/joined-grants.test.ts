/** Past twenty live grants what arrives joins one that is there: it never ends earlier than was promised, nor pays out of turn. */

import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { type Grant, liveGrantsMax, newGrant } from '../../../shared/domain/account/grant.ts';
import { amountMaxMicrocredits, microcredits } from '../../../shared/domain/amount.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { decideAdjustment, decideChargeback, decidePurchase, decideRefund } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  dayMs,
  openedAccount,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const opened = openedAccount();
const { endMs } = opened.cycle;
const [planGrant] = opened.grants;

function pack(seq: number, expiresAtMs: number, over: Partial<Grant> = {}): Grant {
  return { ...newGrant(`add-on-${seq}`, credits(100), expiresAtMs, seq), ...over };
}

/** An account with its plan's grant and these, out of order. */
function withGrants(...grants: readonly Grant[]): Account {
  if (planGrant === undefined) throw new Error('opened without a grant');
  return { ...opened, grants: [...grants, planGrant].toReversed(), seq: 99 };
}

function packs(count: number, expiresAtMs: number): readonly Grant[] {
  return Array.from({ length: count }, (_, index) => pack(10 + index, expiresAtMs));
}

/** The grant that a pack of 100 for a day, or for the rest of the cycle, went to. */
function buy(account: Account, packId: 'day-100' | 'burst-100'): Grant | undefined {
  const command = { ...requestNamed('buy'), packId, paymentId: 'pi_9' };
  const { account: after, entry } = changeOf(decidePurchase(account, command, context(startMs)));
  expect(balanceOf(after).available).toBe(balanceOf(account).available + credits(100));
  const found = after.grants.find(({ grantId }) => grantId === entry.slices[0]?.grantId);
  expect(entry.expiresAtMs).toBe(found?.expiresAtMs);
  return found;
}

describe('a pack', () => {
  it('stands alone while fewer than twenty grants are alive, those that have ended not counted', () => {
    const ended = pack(5, startMs, { held: credits(1), lost: credits(99) });

    expect(buy(withGrants(...packs(liveGrantsMax - 2, endMs)), 'burst-100')?.grantId).toBe('add-on-100');
    expect(buy(withGrants(...packs(liveGrantsMax - 2, endMs), ended), 'burst-100')?.grantId).toBe('add-on-100');
    expect(buy(withGrants(...packs(liveGrantsMax - 1, endMs)), 'burst-100')?.grantId).not.toBe('add-on-100');
  });

  it('joins the youngest of those that end when it does', () => {
    const joined = buy(withGrants(...packs(19, endMs), pack(3, startMs + 2 * dayMs)), 'burst-100');

    expect(joined).toMatchObject({ grantId: 'add-on-28', granted: credits(200), expiresAtMs: endMs });
  });

  it('joins the next to end after it, where none ends when it does', () => {
    const early = pack(3, startMs + dayMs - 1);
    const next = [pack(7, startMs + 2 * dayMs), pack(6, startMs + 2 * dayMs)];
    const joined = buy(withGrants(...packs(18, endMs), early, ...next), 'day-100');

    expect(joined).toMatchObject({ grantId: 'add-on-7', expiresAtMs: startMs + 2 * dayMs });
  });

  it('joins the last to end, where all end before it, and that one then ends when it does', () => {
    const joined = buy(withGrants(...packs(19, startMs + dayMs), pack(3, startMs + 2 * dayMs)), 'burst-100');

    expect(joined).toMatchObject({ grantId: 'add-on-3', granted: credits(200), expiresAtMs: endMs });
  });

  it('joins no grant of another source: what was paid for is spent last', () => {
    const gifts = Array.from({ length: 20 }, (_, index) => ({
      ...newGrant(`adjustment-${10 + index}`, credits(1), endMs, 10 + index),
    }));

    expect(buy(withGrants(...gifts), 'burst-100')?.grantId).toBe('add-on-100');
    expect(buy(withGrants(...gifts, pack(3, endMs)), 'burst-100')?.grantId).toBe('add-on-3');
    const gift = { ...requestNamed('gift'), credits: credits(5), direction: 'add', reason: 'r', actor: 'a' } as const;
    const { entry } = changeOf(decideAdjustment(withGrants(...packs(20, endMs)), gift, context(startMs)));
    expect(entry.slices).toEqual([{ grantId: 'adjustment-100', credits: credits(5) }]);
  });
});

it('a balance grows to the largest amount there is, what is set aside counted, and no further', () => {
  const gift = (amount: number): ReturnType<typeof decideAdjustment> => {
    const held = pack(3, endMs, { granted: credits(999_998_999), held: credits(999_998_999) });
    const command = {
      ...requestNamed('gift'),
      credits: microcredits(amount),
      direction: 'add',
      reason: 'r',
      actor: 'a',
    } as const;
    return decideAdjustment(withGrants(held), command, context(startMs));
  };

  const room = amountMaxMicrocredits - credits(999_999_999);
  expect(gift(room).kind).toBe('change');
  expect(gift(room + 1)).toMatchObject({ refusal: { reason: 'balance-limit' } });
});

describe('a purchase that was charged back', () => {
  it('is not refunded too, from what others bought into the same grant', () => {
    const crowded = withGrants(...packs(liveGrantsMax - 1, endMs));
    const first = changeOf(
      decidePurchase(crowded, { ...requestNamed('first'), packId: 'burst-100', paymentId: 'pi_1' }, context()),
    );
    const known = { marks: marksOf(first.entry), entry: () => first.entry };
    const back = { ...requestNamed('back'), paymentId: 'pi_1' };
    const taken = changeOf(decideChargeback(first.account, back, context(startMs, known)));
    const both = { ...known, marks: new Map([...known.marks, ...marksOf(taken.entry)]) };

    const refund = decideRefund(taken.account, { ...back, ...requestNamed('refund') }, context(startMs, both));

    expect(taken.entry.credits).toBe(credits(100));
    expect(refund).toEqual({ kind: 'refused', refusal: { reason: 'nothing-to-refund' } });
  });
});
