/** R33: what a provider tells of its customers' subscriptions is known in whatever order it comes, and for whom it is says the link alone. */
import { beforeEach, describe, expect, it } from 'vitest';
import { standingSubscription } from '../../shared/domain/account/customer-record.ts';
import { settlePayments } from '../../shared/operations/settle-payments.ts';
import { factsOfEvent, stripeEvent } from '../../shared/runtime/payments/stripe-events.ts';
import { createCheckouts } from '../../shared/storage/checkouts.ts';
import { createCustomerRecords, customerRecordKey } from '../../shared/storage/customer-records.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import type { StripeEventOf } from '../support/builders/stripe-objects.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { periodSeconds, StripeSubscriptions } from '../support/engines/small-stripe-subscriptions.ts';

let table: MemoryTable;
let store: CreditStore;
let stripe: StripeSubscriptions;

beforeEach(() => {
  table = createMemoryTable();
  store = createStore(table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
  stripe = new StripeSubscriptions(startMs / 1_000);
});

async function hear(events: readonly StripeEventOf[]) {
  const facts = events.flatMap((event) => factsOfEvent(stripeEvent.parse(event)));
  return settlePayments({ store, bus: { publish: async () => {} }, payments: undefined }, facts, startMs);
}
const known = async (customerId: string) =>
  standingSubscription((await createCustomerRecords(table).read(customerId)).record);

describe('what is told of a customer', () => {
  it('waits until they are an account, for a while; of an account’s it is kept', async () => {
    stripe.subscribe({ customer: 'cus_1' });
    expect(await hear(stripe.events)).toMatchObject({ foreign: stripe.events.length, settled: 0 });
    expect((await table.get(customerRecordKey('cus_1')))?.['ttl']).toBe(startMs / 1_000 + 90 * 86_400);

    await createCheckouts(table).link('acme', 'cus_1');
    expect(await hear(stripe.events.slice(0, 1))).toMatchObject({ foreign: 0, settled: 1 });
    expect(await table.get(customerRecordKey('cus_1'))).not.toHaveProperty('ttl');
    expect(await known('cus_1')).toMatchObject({ status: 'active', paidUntilMs: startMs + periodSeconds * 1_000 });
  });

  it('is none of an account that is another customer', async () => {
    await createCheckouts(table).link('acme', 'cus_2');
    await createCheckouts(table).link('acme', 'cus_1');
    stripe.subscribe({ customer: 'cus_1' });
    expect(await hear(stripe.events)).toMatchObject({ settled: 0 });
  });

  it('loses nothing where several hear of it at once', async () => {
    const ids = [stripe.subscribe({ customer: 'cus_1' }), stripe.subscribe({ customer: 'cus_1', trialDays: 14 })];
    stripe.pass(40 * 86_400);
    await Promise.all(stripe.events.map((event) => hear([event])));
    const { record } = await createCustomerRecords(table).read('cus_1');
    expect(record.subscriptions.map(({ subscriptionId, paidUntilMs }) => [subscriptionId, paidUntilMs])).toEqual(
      ids.map((id) => [id, (stripe.paidUntil(id) ?? Number.NaN) * 1_000]),
    );
  });
});
