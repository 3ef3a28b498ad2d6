import { describe, expect, it } from 'vitest';
import { balanceOf, viewOf } from '../../../shared/domain/account/account.ts';
import { chargeback } from '../../../shared/domain/decisions/charge-back-purchase.ts';
import { viewAtOpening } from '../../../shared/domain/decisions/open-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { marksOf, reversalMark } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAdjustment,
  decideDebit,
  decideOpen,
  decidePurchase,
  decideReversal,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  debitOf,
  openedAccount,
  plan,
  plans,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const usd = (amount: number) => ({ millionths: amount * 1_000_000, currency: 'USD' });

describe('opening an account', () => {
  it('grants the plan’s credits for the current cycle in one entry', () => {
    const command = {
      ...requestNamed('open'),
      accountId: 'acme',
      planId: 'team',
      anchorMs: startMs,
      timeZone: 'America/New_York',
    };
    const { account, entry } = changeOf(decideOpen(undefined, command, { nowMs: startMs + dayMs, plans }));
    expect(balanceOf(account)).toEqual({ available: credits(1_000), held: 0, overrun: 0, debt: 0 });
    expect(entry).toMatchObject({ seq: 1, type: 'grant', expiresAtMs: account.cycle.endMs });
    expect(viewAtOpening(entry)).toEqual(viewOf(account));
  });

  it('again as it is changes nothing, differently is refused, on an unknown plan too', () => {
    const account = openedAccount();
    const same = { ...requestNamed('again'), accountId: 'acme', planId: 'team', anchorMs: startMs };
    expect(decideOpen(account, same, { nowMs: startMs, plans })).toMatchObject({ kind: 'unchanged' });
    expect(decideOpen(account, { ...same, anchorMs: startMs + 1 }, { nowMs: startMs, plans })).toMatchObject({
      refusal: { reason: 'account-exists' },
    });
    expect(decideOpen(undefined, { ...same, planId: 'none' }, { nowMs: startMs, plans })).toMatchObject({
      refusal: { reason: 'plan-unknown', planId: 'none' },
    });
  });
});

describe('the answer to an opening', () => {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };

  it('of a plan without credits says that the account is exhausted from its first instant', () => {
    const nothing = catalogueOf(plan({ credits: credits(0) }));
    const { account, entry } = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans: nothing }));

    expect(viewAtOpening(entry)).toEqual(viewOf(account));
    expect(viewAtOpening(entry)).toMatchObject({ state: 'exhausted', exhaustedSinceMs: startMs });
  });

  it.each(['planId', 'timeZone', 'anchorMs', 'expiresAtMs', 'cycleStartMs'] as const)(
    'is made of no entry that is without %s: it can’t be an opening',
    (name) => {
      const { entry } = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans }));
      const { [name]: _missing, ...rest } = entry;

      expect(() => viewAtOpening(rest as Entry)).toThrow('entry 1 is not an account');
    },
  );
});

describe('a debit', () => {
  it('down to exactly zero succeeds and exhausts, one microcredit more is refused with the ways back', () => {
    const account = openedAccount();
    const { account: empty, entry } = changeOf(decideDebit(account, debitOf(1_000), context(startMs + 5)));
    expect(entry.after.available).toBe(0);
    expect(empty.exhaustedSinceMs).toBe(startMs + 5);
    expect(decideDebit(empty, debitOf(0.000001), context(startMs + 6))).toEqual({
      kind: 'refused',
      refusal: {
        reason: 'insufficient-credits',
        available: 0,
        held: 0,
        required: 1,
        restore: {
          packs: [
            { packId: 'day-100', credits: credits(100) },
            { packId: 'burst-100', credits: credits(100) },
            { packId: 'burst-1000', credits: credits(1_000) },
          ],
          renewsAtMs,
          ways: [
            { kind: 'packs', packId: 'day-100', count: 1, credits: credits(100), price: usd(1.5) },
            { kind: 'packs', packId: 'burst-100', count: 1, credits: credits(100), price: usd(2) },
            { kind: 'packs', packId: 'burst-1000', count: 1, credits: credits(1_000), price: usd(12) },
            { kind: 'renewal', atMs: renewsAtMs, renewals: 1 },
          ],
        },
      },
    });
  });

  it('that costs nothing is recorded without slices', () => {
    const { entry } = changeOf(decideDebit(openedAccount(), debitOf(0), context()));
    expect(entry).toMatchObject({ credits: 0, slices: [], after: { available: credits(1_000) } });
  });

  it('of an unknown SKU is refused, and on a closed account before that', () => {
    const unknown = { ...requestNamed('k'), cost: { kind: 'sku-unknown', sku: 'nothing' } as const };
    expect(decideDebit(openedAccount(), unknown, context())).toMatchObject({
      refusal: { reason: 'sku-unknown', sku: 'nothing' },
    });
    const closed = { ...openedAccount(), closedAtMs: startMs };
    expect(decideDebit(closed, unknown, context())).toMatchObject({ refusal: { reason: 'account-closed' } });
  });
});

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

describe('an adjustment', () => {
  const goodwill = { ...requestNamed('adjust'), credits: credits(50), reason: 'goodwill', actor: 'ada' };

  it('adds until the cycle ends, or removes all or nothing, saying who and why', () => {
    const added = changeOf(decideAdjustment(openedAccount(), { ...goodwill, direction: 'add' }, context()));
    expect(added.entry).toMatchObject({
      type: 'grant',
      reason: 'goodwill',
      actor: 'ada',
      slices: [{ grantId: 'adjustment-2' }],
      expiresAtMs: renewsAtMs,
    });
    const removed = changeOf(decideAdjustment(added.account, { ...goodwill, direction: 'remove' }, context()));
    expect(removed.entry).toMatchObject({ type: 'correction', after: { available: credits(1_000) } });
    const tooMuch = { ...goodwill, credits: credits(5_000), direction: 'remove' } as const;
    expect(decideAdjustment(openedAccount(), tooMuch, context())).toMatchObject({
      refusal: { reason: 'insufficient-credits' },
    });
  });
});

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

describe('what is done once', () => {
  const entry = { seq: 7, packId: 'burst-100', paymentId: 'pi_1', reverses: 3 } as const;
  const marked = (type: Entry['type']): readonly unknown[] => [...marksOf({ ...entry, type } as unknown as Entry)];

  it('is known again by its payment or debit, whatever key it is asked for under', () => {
    expect(marked('grant')).toEqual([['payment#pi_1', { seq: 7, content: 'burst-100' }]]);
    expect(marked('refund')).toEqual([['refund#pi_1', { seq: 7, content: '' }]]);
    expect(marked('chargeback')).toEqual([['chargeback#pi_1', { seq: 7, content: '' }]]);
    expect(marked('reversal')).toEqual([['reversal#3', { seq: 7, content: '' }]]);
    expect(marked('debit')).toEqual([]);
    const left = (['grant', 'refund', 'chargeback'] as const).flatMap((type) => marked(type));
    expect(left).toMatchObject(chargeback.needs({ paymentId: 'pi_1' }).marks?.map((mark) => [mark, {}]) ?? []);
  });

  it('is nothing else: a plan’s grant can come as often as there are cycles', () => {
    expect([...marksOf({ seq: 7, type: 'grant' } as unknown as Entry)]).toEqual([]);
  });
});
