/** R34 where the payment provider pays: one request at a time. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type TopUpRequest, topUpLifeMs, topUpRequestId } from '../../shared/domain/account/top-up-request.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { payTopUp, type TopUpPayment } from '../../shared/operations/pay-top-up.ts';
import { settlePayments } from '../../shared/operations/settle-payments.ts';
import { createCheckouts } from '../../shared/storage/checkouts.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet } from '../support/builders/fleet.ts';
import { buyPack, packId, projectNow, toppedStore, topsUp } from '../support/builders/topped-up.ts';
import { type DoubtfulProvider, doubtfulProvider, type Odds } from '../support/engines/doubtful-provider.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

let store: CreditStore;
let sink: SignalSink;
let payments: DoubtfulProvider;

const calm: Omit<Odds, 'random'> = { fails: 0, isAway: 0, isSlow: 0, loses: 0 };

async function start(odds: Partial<Odds> = {}): Promise<void> {
  store = await toppedStore();
  sink = signalSink();
  payments = doubtfulProvider({ random: seedDecider(7), ...calm, ...odds });
}
beforeEach(() => start());

const services = () => ({ store, bus: sink, payments });

async function opened(count: number): Promise<readonly string[]> {
  const accountIds = await openFleet(store, 'life', count);
  for (const accountId of accountIds) {
    await topsUp(store, accountId, startMs);
    await createCheckouts(store.table).link(accountId, `cus_${accountId}`);
  }
  return accountIds;
}

/** An account below its threshold, that has asked. */
async function asking(nowMs = startMs): Promise<TopUpRequest> {
  const [accountId = ''] = await opened(1);
  await debit(store, accountId, { key: 'spend', credits: 60, nowMs });
  await projectNow({ store, bus: sink }, accountId, nowMs);
  return (await store.topUps.read(accountId)) ?? expect.fail('nothing was asked for');
}

function pay(request: TopUpRequest, nowMs = startMs): Promise<TopUpPayment> {
  const { accountId } = request;
  return payTopUp(services(), { accountId, requestId: topUpRequestId(request) }, nowMs);
}

async function bought(accountId: string): Promise<number> {
  return (await ledgerOf(store, accountId)).filter((entry) => entry.type === 'grant' && entry.packId === packId).length;
}

describe('a top-up that the provider pays for', () => {
  it('is purchased at once, with what was paid, under the payment that the customer sees', async () => {
    const request = await asking();
    expect(await pay(request)).toBe('paid');
    expect((await ledgerOf(store, request.accountId)).at(-1)).toMatchObject({
      type: 'grant',
      packId,
      paymentId: 'pi_1',
      paid: { currency: 'USD' },
      caller: 'payments/doubtful',
    });
    await projectNow({ store, bus: sink }, request.accountId, startMs);
    expect((await store.topUps.read(request.accountId))?.end?.as).toBe('paid');
  });

  it('is paid once, however often and from however many sides it is told', async () => {
    const request = await asking();
    await Promise.all([pay(request), pay(request), settlePayments(services(), payments.told(), startMs)]);
    await settlePayments(services(), payments.told(), startMs);
    expect([payments.taken.size, await bought(request.accountId)]).toEqual([1, 1]);
  });

  it('that fails is told by name, and paid for at the next try', async () => {
    let fails = true;
    await start({ random: () => (fails ? 0 : 0.99), fails: 0.5 });
    const request = await asking();
    expect(await pay(request)).toBe('failed');
    expect((await store.topUps.read(request.accountId))?.failure).toMatchObject({ reason: 'declined' });
    fails = false;
    expect(await pay({ ...request, asked: 1 }), 'told again').toBe('failed');
    await askTopUps(services(), startMs + hourMs);
    expect(await pay(request, startMs + hourMs)).toBe('paid');
    expect(payments.taken.size).toBe(1);
  });

  it('keeps the price of its first try, though the plan’s rises', async () => {
    await start({ random: () => 0, fails: 0.5 });
    const request = await asking();
    await pay(request);
    const dearer = plan().packs.map((pack) => ({ ...pack, price: { millionths: 99_000_000, currency: 'USD' } }));
    await store.catalogue.addPlan({
      ...plan({ packs: dearer }),
      version: 'dearer',
      publishedAtMs: startMs,
      effectiveFromMs: startMs,
    });
    payments = doubtfulProvider({ random: () => 0.99, ...calm });
    await askTopUps(services(), startMs + hourMs);
    expect(await pay(request, startMs + hourMs)).toBe('paid');
    expect([...payments.taken.values()].map(({ price }) => price)).toEqual([
      plan().packs.find((pack) => pack.packId === packId)?.price,
    ]);
  });

  it.each([
    [
      'whose account has enough again',
      (request: TopUpRequest) => buyPack(store, request.accountId, 'by hand', startMs),
    ],
    [
      'whose account is closed',
      ({ accountId }: TopUpRequest) => closeAccount(store, { ...requestNamed('close'), accountId }, startMs),
    ],
  ])('is not paid for where nothing is wanted any more: one %s', async (_what, change) => {
    const request = await asking();
    await change(request);
    expect(await pay(request)).toBe('not-asked');
    expect(payments.taken.size).toBe(0);
  });

  it('is not paid for under another name, or once it was given up', async () => {
    const request = await asking();
    const other = { accountId: request.accountId, requestId: 'life-0/top-up/1-1' };
    expect(await payTopUp(services(), other, startMs)).toBe('not-asked');
    expect(await pay(request, startMs + topUpLifeMs)).toBe('not-asked');
    expect(payments.taken.size).toBe(0);
  });

  it('of an account that has paid nothing yet fails, and says so', async () => {
    const [accountId = ''] = await openFleet(store, 'new', 1);
    await topsUp(store, accountId, startMs);
    await debit(store, accountId, { key: 'spend', credits: 60, nowMs: startMs });
    await projectNow({ store, bus: sink }, accountId, startMs);
    const request = (await store.topUps.read(accountId)) ?? expect.fail();
    expect(await pay(request)).toBe('failed');
    expect((await store.topUps.read(accountId))?.failure).toMatchObject({ reason: 'customer-unknown' });
  });

  it('whose payment comes after it was given up is purchased all the same: it was paid for', async () => {
    await start({ random: () => 0.5, isSlow: 1 });
    const request = await asking();
    expect(await pay(request)).toBe('on-its-way');
    await askTopUps(services(), startMs + topUpLifeMs);
    const { price, customerId = '' } = (await createCheckouts(store.table).read('pi_1')) ?? expect.fail();
    const fact = { kind: 'paid', paymentId: 'pi_1', checkoutId: 'pi_1', customerId, total: price, price } as const;
    await settlePayments(services(), [fact], startMs + topUpLifeMs + hourMs);
    expect(await bought(request.accountId)).toBe(1);
  });
});
