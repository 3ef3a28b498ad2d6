/** R33: what a provider tells of its customers' subscriptions is told to the account that is linked, in whatever order it comes. */
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAccess } from '../../shared/operations/check-access.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { linkCustomer } from '../../shared/operations/link-customer.ts';
import { ProviderUnavailable } from '../../shared/ports/payment-provider.ts';
import { customerRecordKey } from '../../shared/storage/customer-records.ts';
import { dayMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { ledger } from '../support/builders/write-path.ts';
import { periodSeconds } from '../support/engines/small-stripe-subscriptions.ts';
import { factsOf, listing, type ToldAccounts, toldAccounts } from '../support/service/told-accounts.ts';

const periodMs = periodSeconds * 1_000;
let told: ToldAccounts;
beforeEach(async () => {
  told = await toldAccounts();
});

describe('what is told of a customer', () => {
  it('waits until they are an account, for a while; of an account’s it is kept', async () => {
    told.stripe.subscribe({ customer: 'cus_1' });
    expect(await told.hear(told.stripe.events)).toMatchObject({ foreign: told.stripe.events.length, settled: 0 });
    expect((await told.table.get(customerRecordKey('cus_1')))?.['ttl']).toBe(startMs / 1_000 + 90 * 86_400);
    expect(await told.account()).not.toHaveProperty('subscription');

    await told.link('acme', 'cus_1');
    expect(await told.hear(told.stripe.events.slice(0, 1))).toMatchObject({ foreign: 0, settled: 1 });
    expect(await told.table.get(customerRecordKey('cus_1'))).not.toHaveProperty('ttl');
    expect((await told.account()).subscription).toMatchObject({ status: 'active', paidUntilMs: startMs + periodMs });
  });

  it('is for the account that is linked, whoever its metadata names, and none for one that is another customer', async () => {
    await told.link('acme', 'cus_2');
    await told.link('acme', 'cus_1');
    told.stripe.subscribe({ customer: 'cus_1' });
    expect(told.stripe.events[0]?.data.object).toMatchObject({ metadata: { accountId: 'globex' } });
    expect(await told.hear(told.stripe.events)).toMatchObject({ settled: 0 });
    for (const accountId of ['acme', 'globex'])
      expect(await told.account(accountId)).not.toHaveProperty('subscription');
  });

  it('makes one entry for each thing that changes, however often it is told', async () => {
    await told.link('acme', 'cus_1');
    told.stripe.subscribe({ customer: 'cus_1' });
    for (let times = 0; times < 3; times += 1) await told.hear(told.stripe.events);
    const entries = (await ledger(told.store, 'acme')).filter(({ type }) => type === 'subscription');
    expect(entries).toMatchObject([
      { subscription: { status: 'incomplete', paidUntilMs: startMs }, caller: 'payments/none' },
      { subscription: { status: 'incomplete', paidUntilMs: startMs + periodMs } },
      { subscription: { status: 'active', paidUntilMs: startMs + periodMs } },
    ]);
  });

  it('is nothing to a closed account', async () => {
    await told.link('acme', 'cus_1');
    await closeAccount(told.store, { ...requestNamed('close'), accountId: 'acme' }, startMs);
    told.stripe.subscribe({ customer: 'cus_1' });
    expect(await told.hear(told.stripe.events)).toMatchObject({ settled: told.stripe.events.length });
    expect(await told.account()).not.toHaveProperty('subscription');
  });

  it('opens the gate when a renewal is paid late', async () => {
    await told.link('acme', 'cus_1');
    const id = told.stripe.subscribe({ customer: 'cus_1' });
    told.stripe.collects = 'fails';
    told.stripe.pass(periodSeconds + 4 * 86_400);
    await told.hear(told.stripe.events);
    const gate = () => checkAccess(told.store, { accountId: 'acme', category: 'ai' }, told.stripe.now * 1_000);
    expect(await gate()).toMatchObject({ value: { verdicts: { ai: { isAllowed: false, reason: 'suspended' } } } });

    told.stripe.pay(id);
    await told.hear(told.stripe.events.filter(({ type }) => type === 'invoice.paid').slice(-1));

    expect(await gate()).toMatchObject({ value: { verdicts: { ai: { isAllowed: true } } } });
  });
});

describe('a subscription that was there before its provider was connected', () => {
  it('is asked for whole, so that nobody is taken for unpaid whose payments were never told', async () => {
    await told.link('acme', 'cus_1');
    const id = told.stripe.subscribe({ customer: 'cus_1' });
    told.stripe.pass(periodSeconds + 5 * 86_400);
    const asked: string[] = [];
    const before = factsOf(told.stripe.events);
    told.stripe.cancel(id, 'at period end');
    await told.hear(told.stripe.events.slice(-1), told.store, listing(before, asked));
    await told.hear(told.stripe.events.slice(-1), told.store, listing(before, asked));

    expect((await told.account()).subscription).toMatchObject({
      status: 'active',
      paidUntilMs: startMs + 2 * periodMs,
    });
    expect(asked).toEqual(['cus_1']);
    const away = { ...listing([]), subscriptionsOf: () => Promise.reject(new ProviderUnavailable('away')) };
    await told.link('globex', 'cus_2');
    told.stripe.subscribe({ customer: 'cus_2' });
    const updated = told.stripe.events.slice(-1);
    await expect(told.hear(updated, told.store, away)).rejects.toThrow(ProviderUnavailable);
    expect(await told.account('globex')).not.toHaveProperty('subscription');
  });

  it('pays for the account as soon as somebody says which customer it is', async () => {
    told.stripe.subscribe({ customer: 'cus_1' });
    const asked: string[] = [];
    const payments = listing(factsOf(told.stripe.events), asked);
    const said = { accountId: 'acme', customerId: 'cus_1' };
    for (let times = 0; times < 2; times += 1)
      expect(await linkCustomer({ store: told.store, payments }, said, startMs)).toMatchObject({ kind: 'done' });
    expect((await told.account()).subscription).toMatchObject({ status: 'active', paidUntilMs: startMs + periodMs });
    expect(asked).toEqual(['cus_1']);
  });

  it('pays for it too where what was told of it came before the link, and the provider has nothing to add', async () => {
    told.stripe.subscribe({ customer: 'cus_1' });
    await told.hear(told.stripe.events);
    await linkCustomer(
      { store: told.store, payments: listing([]) },
      { accountId: 'acme', customerId: 'cus_1' },
      startMs + dayMs,
    );
    expect((await told.account()).subscription).toMatchObject({ status: 'active', paidUntilMs: startMs + periodMs });
  });
});
