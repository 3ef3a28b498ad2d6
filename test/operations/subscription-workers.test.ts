/** R33: workers that are told of subscriptions at once, or die of it, come to what is known last. */
import { beforeEach, describe, expect, it } from 'vitest';
import { standingSubscription } from '../../shared/domain/account/customer-record.ts';
import { createCustomerRecords } from '../../shared/storage/customer-records.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { periodSeconds } from '../support/engines/small-stripe-subscriptions.ts';
import { type ToldAccounts, toldAccounts } from '../support/service/told-accounts.ts';

let told: ToldAccounts;
beforeEach(async () => {
  told = await toldAccounts();
});

describe('workers', () => {
  const lived = () => {
    const id = told.stripe.subscribe({ customer: 'cus_1' });
    told.stripe.collects = 'fails';
    told.stripe.pass(periodSeconds + 2 * 86_400);
    told.stripe.retry(id, 'unpaid');
    told.stripe.pass(86_400);
    told.stripe.pay(id);
    told.stripe.subscribe({ customer: 'cus_1', trialDays: 14 });
    told.stripe.cancel(id, 'at once');
  };
  const stands = async () =>
    standingSubscription((await createCustomerRecords(told.table).read('cus_1')).record) ?? expect.fail('none');

  it('that hear at once come to the same, whoever is last', async () => {
    await told.link('acme', 'cus_1');
    lived();
    await Promise.all(told.stripe.events.map((event) => told.hear([event], told.storeOver())));
    expect((await told.account()).subscription).toMatchObject(await stands());
    expect(await stands()).toMatchObject({ status: 'trialing' });
  });

  it('lose nothing when one dies at any write, and is told again', async () => {
    let hasDied = true;
    for (let fatal = 1; hasDied; fatal += 1) {
      told = await toldAccounts();
      await told.link('acme', 'cus_1');
      lived();
      let writes = 0;
      const dies = <Args extends readonly unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
        (async (...args: Args): Promise<Result> => {
          writes += 1;
          if (writes === fatal && fatal % 2 === 0) throw new StoreUnavailable('it died before');
          const result = await write(...args);
          if (writes === fatal) throw new StoreUnavailable('it died after');
          return result;
        }) as typeof write;
      const dying = told.storeOver({
        put: dies(told.table.put),
        putMany: dies(told.table.putMany),
        update: dies(told.table.update),
      });
      for (const event of told.stripe.events) await told.hear([event], dying).catch(() => told.hear([event]));
      hasDied = writes >= fatal;
      expect((await told.account()).subscription, `write ${fatal}`).toMatchObject(await stands());
    }
  });
});
