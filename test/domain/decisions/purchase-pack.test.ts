import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { decideDebit, decidePurchase } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  dayMs,
  debitOf,
  openedAccount,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

describe('a purchase', () => {
  const buy = { ...requestNamed('buy'), packId: 'burst-1000', paymentId: 'pi_1' };

  it('ends with the cycle, ends exhaustion in its own entry, and is drawn after the plan', () => {
    const { account: empty } = changeOf(decideDebit(openedAccount(), debitOf(1_000), context()));
    const { account, entry } = changeOf(decidePurchase(empty, buy, context(startMs + 1)));
    expect(entry).toMatchObject({ type: 'grant', packId: 'burst-1000', paymentId: 'pi_1', expiresAtMs: renewsAtMs });
    expect(account.exhaustedSinceMs).toBeUndefined();
  });

  it('of a pack with a life of its own ends then, never after the cycle', () => {
    const day = { ...buy, packId: 'day-100' };
    expect(changeOf(decidePurchase(openedAccount(), day, context(startMs))).entry.expiresAtMs).toBe(startMs + dayMs);
    const late = context(renewsAtMs - 1);
    expect(changeOf(decidePurchase(openedAccount(), day, late)).entry.expiresAtMs).toBe(renewsAtMs);
  });

  it('is made once per payment, whatever the key; the payment for another pack is refused', () => {
    const { entry } = changeOf(decidePurchase(openedAccount(), buy, context()));
    const told = context(startMs, { marks: marksOf(entry) });
    const again = { ...buy, ...requestNamed('other key') };
    expect(decidePurchase(openedAccount(), again, told)).toEqual({ kind: 'done-before', seq: entry.seq });
    expect(decidePurchase(openedAccount(), { ...again, packId: 'day-100' }, told)).toMatchObject({
      refusal: { reason: 'payment-reused', seq: entry.seq },
    });
  });

  it('of a pack that the plan lacks is refused', () => {
    expect(decidePurchase(openedAccount(), { ...buy, packId: 'none' }, context())).toMatchObject({
      refusal: { reason: 'pack-unknown' },
    });
  });

  it('past 20 live grants joins one that ends with it or later: never refused, the account stays small', () => {
    let account = openedAccount();
    for (let index = 0; index < 60; index += 1) {
      const packId = index % 3 === 0 ? 'day-100' : 'burst-100';
      const command = { ...requestNamed(`buy ${index}`), packId, paymentId: `pi_${index}` };
      const { account: next, entry } = changeOf(decidePurchase(account, command, context(startMs + index)));
      const host = next.grants.find((grant) => grant.grantId === entry.slices[0]?.grantId);
      const promisedMs = packId === 'day-100' ? startMs + index + dayMs : renewsAtMs;
      expect(host?.expiresAtMs).toBeGreaterThanOrEqual(promisedMs);
      expect(host?.expiresAtMs).toBe(entry.expiresAtMs);
      account = next;
    }
    expect(account.grants.length).toBeLessThanOrEqual(22);
    expect(balanceOf(account).available).toBe(credits(1_000 + 60 * 100));
  });

  it('is refused only where the balance would outgrow what a number carries', () => {
    const rich = {
      ...openedAccount(),
      grants: openedAccount().grants.map((grant) => ({ ...grant, granted: credits(999_999_999) })),
    };
    expect(decidePurchase(rich, buy, context())).toMatchObject({ refusal: { reason: 'balance-limit' } });
  });
});
