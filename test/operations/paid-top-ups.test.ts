/** R34 where the payment provider pays: one request at a time. */
import { describe, expect, it } from 'vitest';
import { topUpLifeMs, topUpRequestId } from '../../shared/domain/account/top-up-request.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { payTopUp } from '../../shared/operations/pay-top-up.ts';
import { settlePayments } from '../../shared/operations/settle-payments.ts';
import { tellSubscription } from '../../shared/operations/tell-subscription.ts';
import { createCheckouts } from '../../shared/storage/checkouts.ts';
import { plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { ledgerOf } from '../support/builders/fleet.ts';
import { type Payable, payableTopUp } from '../support/builders/payable-top-ups.ts';
import { buyPack, packId, projectNow } from '../support/builders/topped-up.ts';

describe('a top-up that the provider pays for', () => {
  it('is purchased at once, with what was paid, under the payment that the customer sees', async () => {
    const { store, bus, request, pay } = await payableTopUp();
    expect(await pay()).toBe('paid');
    expect((await ledgerOf(store, request.accountId)).at(-1)).toMatchObject({
      type: 'grant',
      packId,
      paymentId: 'pi_1',
      paid: { currency: 'USD' },
      caller: 'payments/doubtful',
    });
    await projectNow({ store, bus }, request.accountId, startMs);
    expect((await store.topUps.read(request.accountId))?.end?.as).toBe('paid');
  });

  it('is paid once, however often and from however many sides it is told', async () => {
    const { store, bus, payments, pay, bought } = await payableTopUp();
    await Promise.all([pay(), pay(), settlePayments({ store, bus, payments }, payments.told(), startMs)]);
    await settlePayments({ store, bus, payments }, payments.told(), startMs);
    expect([payments.taken.size, await bought()]).toEqual([1, 1]);
  });

  it('that fails is told by name, and paid for at the next try, at the price of the first', async () => {
    let fails = true;
    const { store, bus, payments, request, pay } = await payableTopUp({ random: () => (fails ? 0 : 0.99), fails: 0.5 });
    expect(await pay()).toBe('failed');
    expect((await store.topUps.read(request.accountId))?.failure).toMatchObject({ reason: 'declined' });
    fails = false;
    expect(await pay(), 'told again').toBe('failed');
    const dearer = plan().packs.map((pack) => ({ ...pack, price: { millionths: 99_000_000, currency: 'USD' } }));
    const times = { version: 'dearer', publishedAtMs: startMs, effectiveFromMs: startMs };
    await store.catalogue.addPlan({ ...plan({ packs: dearer }), ...times });
    await askTopUps({ store, bus }, startMs + hourMs);
    expect(await pay(startMs + hourMs)).toBe('paid');
    expect([...payments.taken.values()].map(({ price }) => price)).toEqual([
      plan().packs.find((pack) => pack.packId === packId)?.price,
    ]);
  });

  it('whose payment comes after it was given up is purchased all the same: it was paid for', async () => {
    const { store, bus, payments, pay, bought } = await payableTopUp({ random: () => 0.5, isSlow: 1 });
    expect(await pay()).toBe('on-its-way');
    await askTopUps({ store, bus }, startMs + topUpLifeMs);
    const { price, customerId = '' } = (await createCheckouts(store.table).read('pi_1')) ?? expect.fail();
    const fact = { kind: 'paid', paymentId: 'pi_1', checkoutId: 'pi_1', customerId, total: price, price } as const;
    await settlePayments({ store, bus, payments }, [fact], startMs + topUpLifeMs + hourMs);
    expect(await bought()).toBe(1);
  });
});

describe('a top-up that nobody has to pay for, or can', () => {
  const changes: Readonly<Record<string, (payable: Payable) => Promise<unknown>>> = {
    'whose account has enough again': ({ store, request }) => buyPack(store, request.accountId, 'by hand', startMs),
    'whose account is closed': ({ store, request: { accountId } }) =>
      closeAccount(store, { ...requestNamed('close'), accountId }, startMs),
    'whose plan is not paid for': ({ store, request: { accountId } }) => {
      const subscription = { subscriptionId: 'sub_1', status: 'unpaid', paidUntilMs: startMs } as const;
      return tellSubscription(store, { ...requestNamed('tell'), accountId, subscription }, startMs);
    },
  };
  it.each(Object.keys(changes))('is not paid for where nothing is wanted any more: one %s', async (name) => {
    const payable = await payableTopUp();
    await changes[name]?.(payable);
    expect(await payable.pay()).toBe('not-asked');
    expect(payable.payments.taken.size).toBe(0);
  });

  it('is not paid for under another name, or once it was given up', async () => {
    const { store, bus, payments, request, pay } = await payableTopUp();
    const other = { accountId: request.accountId, requestId: `${request.accountId}/top-up/1-1` };
    expect(await payTopUp({ store, bus, payments }, other, startMs)).toBe('not-asked');
    expect(await pay(startMs + topUpLifeMs)).toBe('not-asked');
    expect(payments.taken.size).toBe(0);
  });

  it('of a customer whom the provider knows no more fails, and says so', async () => {
    const { store, bus, payments, request } = await payableTopUp();
    const forgetful = { ...payments, preparePayment: async () => undefined };
    const asked = { accountId: request.accountId, requestId: topUpRequestId(request) };
    expect(await payTopUp({ store, bus, payments: forgetful }, asked, startMs)).toBe('failed');
    expect((await store.topUps.read(request.accountId))?.failure).toMatchObject({ reason: 'no-payment-method' });
  });

  it('of an account that has paid nothing yet fails, and says so', async () => {
    const { store, request, pay } = await payableTopUp({ isCustomer: false });
    expect(await pay()).toBe('failed');
    expect((await store.topUps.read(request.accountId))?.failure).toMatchObject({ reason: 'customer-unknown' });
  });
});
