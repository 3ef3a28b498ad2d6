/** R33: an account is where its payment provider has its payments, in whatever order and however often it is told. */
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { reconcilePayments } from '../../shared/operations/reconcile-payments.ts';
import { type Settled, settlePayments } from '../../shared/operations/settle-payments.ts';
import { factsOfEvent, stripeEvent } from '../../shared/runtime/payments/stripe-events.ts';
import { createCheckouts } from '../../shared/storage/checkouts.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { deliveriesOf, livedPayment, paymentLife } from '../support/builders/payment-lives.ts';
import { dispute, eventOf, refund, type StripeEventOf, session } from '../support/builders/stripe-objects.ts';
import { debit, ledger } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

let table: MemoryTable;
let store: CreditStore;
let told: Signal[];
const bus = { publish: async (signals: readonly Signal[]) => void told.push(...signals) };
const planCredits = 1_000;

function storeOver(over: Partial<MemoryTable> = {}): CreditStore {
  return createStore({ ...table, ...over }, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
}

async function start(): Promise<void> {
  table = createMemoryTable();
  store = storeOver();
  told = [];
  await store.catalogue.addPlan(plan());
}
beforeEach(start);

async function open(accountId: string): Promise<void> {
  await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
}

async function offered(accountId: string, checkoutId: string, customerId?: string): Promise<void> {
  const offer = { packId: 'burst-1000', credits: credits(1_000), price: { millionths: 12_000_000, currency: 'USD' } };
  const checkout = { ...offer, checkoutId, accountId, madeAtMs: startMs };
  await createCheckouts(store.table).save(customerId === undefined ? checkout : { ...checkout, customerId });
}

async function hear(events: readonly StripeEventOf[], through = store): Promise<Settled> {
  const facts = events.flatMap((event) => factsOfEvent(stripeEvent.parse(event)));
  return settlePayments({ store: through, bus, payments: undefined }, facts, startMs + 1);
}

async function owned(accountId: string): Promise<number> {
  const loaded = await store.readAccount(accountId);
  const { available, debt } = balanceOf(loaded?.account ?? expect.fail(accountId));
  return available - debt - credits(planCredits);
}

const paid = eventOf('checkout.session.completed', session());
const part = eventOf('refund.created', refund({ amount: 300 }));
const rest = eventOf('refund.created', refund({ id: 're_2', amount: 900 }));
const disputed = eventOf('charge.dispute.created', dispute());
const won = eventOf('charge.dispute.closed', dispute({ status: 'won' }));
const lost = eventOf('charge.dispute.closed', dispute({ status: 'lost' }));

function orders<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length === 0) return [[]];
  return all.flatMap((first, at) => orders(all.toSpliced(at, 1)).map((others) => [first, ...others]));
}

describe('a payment', () => {
  const ends: Readonly<Record<string, readonly [readonly StripeEventOf[], number]>> = {
    made: [[paid], 1_000],
    'refunded in part': [[paid, part], 750],
    'refunded whole, in parts': [[paid, part, rest], 0],
    disputed: [[paid, disputed], 0],
    'disputed and won': [[paid, disputed, won], 1_000],
    'disputed and lost': [[paid, disputed, lost], 0],
    'refunded in part, disputed and won': [[paid, part, disputed, won], 750],
  };

  it.each(Object.keys(ends))('comes to the same in every order, each told twice: %s', async (name) => {
    const [events, due] = ends[name] ?? expect.fail(name);
    for (const order of orders(events)) {
      await start();
      await open('acme');
      await offered('acme', 'cs_test_1');
      await hear(order.flatMap((event) => [event, event]));
      await hear(order);
      expect(await owned('acme'), order.map(({ id }) => id).join()).toBe(credits(due));
      expect(
        (await ledger(store, 'acme')).filter(
          ({ type, reverses, packId }) => type === 'grant' && packId !== undefined && reverses === undefined,
        ),
      ).toHaveLength(1);
    }
  });

  it('keeps what was paid with what it bought', async () => {
    await open('acme');
    await offered('acme', 'cs_test_1');
    await hear([eventOf('checkout.session.completed', session({ amount_total: 1428 }))]);
    expect((await ledger(store, 'acme')).at(-1)).toMatchObject({
      paymentId: 'pi_1',
      packId: 'burst-1000',
      paid: { millionths: 14_280_000, currency: 'USD' },
      caller: 'payments/none',
    });
  });

  it('is for the account of its checkout, whatever its metadata or reference name', async () => {
    await open('acme');
    await open('globex');
    await offered('acme', 'cs_test_1');
    const forged = { client_reference_id: 'globex', metadata: { accountId: 'globex', account: 'globex' } };
    await hear([eventOf('checkout.session.completed', session(forged))]);
    expect([await owned('acme'), await owned('globex')]).toEqual([credits(1_000), 0]);
  });

  it('of a checkout that was never made here changes nothing', async () => {
    await open('acme');
    expect(await hear([paid, part, disputed])).toMatchObject({ foreign: 1, found: 0 });
    expect(await ledger(store, 'acme')).toHaveLength(1);
  });

  it.each([
    ['another price', { amount_subtotal: 1, amount_total: 1 }, 'wrong-price'],
    ['more than the price', { amount_subtotal: 120_000, amount_total: 120_000 }, 'wrong-price'],
    ['a discount', { amount_total: 600 }, 'wrong-price'],
    ['another currency', { currency: 'jpy' }, 'wrong-price'],
    ['another customer', { customer: 'cus_2' }, 'wrong-customer'],
  ])('of %s buys nothing, and people are told once', async (_what, over, finding) => {
    await open('acme');
    await offered('acme', 'cs_test_1', 'cus_1');
    const wrong = eventOf('checkout.session.completed', session(over));
    expect(await hear([wrong, wrong])).toMatchObject({ found: 1 });
    await hear([part, disputed, won]);
    expect(await ledger(store, 'acme')).toHaveLength(1);
    expect(told).toMatchObject([{ kind: 'payment-in-question', accountId: 'acme', paymentId: 'pi_1', finding }]);
  });

  it('buys what was offered, though the plan sells it no more', async () => {
    await open('acme');
    await offered('acme', 'cs_test_1');
    await store.catalogue.addPlan({
      ...plan({ packs: [] }),
      version: 'later',
      publishedAtMs: startMs,
      effectiveFromMs: startMs,
    });
    await hear([paid]);
    expect(await owned('acme')).toBe(credits(1_000));
  });

  it('of a closed account is told, not lost', async () => {
    await open('acme');
    await offered('acme', 'cs_test_1');
    await closeAccount(store, { ...requestNamed('close'), accountId: 'acme' }, startMs);
    await hear([paid]);
    expect(told).toMatchObject([{ finding: 'purchase-refused' }]);
  });

  it('that is refunded after its credits were used takes what is left, and tells of the rest', async () => {
    await open('acme');
    await offered('acme', 'cs_test_1');
    await hear([paid]);
    await debit(store, 'acme', 'used', planCredits + 900);
    await hear([part]);
    expect((await ledger(store, 'acme')).at(-1)).toMatchObject({ type: 'refund', credits: credits(100) });
    expect(told).toMatchObject([{ finding: 'refund-beyond-unspent' }]);
    await hear([part, part]);
    expect(told).toHaveLength(1);
  });

  it('whose refund failed after it was made is told, and stays taken', async () => {
    await open('acme');
    await offered('acme', 'cs_test_1');
    await hear([paid, part, eventOf('refund.failed', refund({ amount: 300, status: 'failed' }))]);
    expect(await owned('acme')).toBe(credits(750));
    expect(told).toMatchObject([{ finding: 'refund-failed' }]);
  });
});

describe('workers that hear at once', () => {
  it('come to the same, whoever is last', async () => {
    for (let run = 0; run < 40; run += 1) {
      await start();
      await open('acme');
      await offered('acme', 'cs_test_1');
      const events = [paid, part, disputed, won, paid];
      const workers = events.map((_, at) =>
        hear(events.toSpliced(0, at % (run % 5 === 0 ? 1 : (run % 5) + 1)), storeOver()),
      );
      await Promise.all(workers.map((worker) => worker.catch(() => undefined)));
      await hear(events);
      expect(await owned('acme')).toBe(credits(750));
    }
  });

  it('lose nothing when one dies at any write, and is told again', async () => {
    const events = [paid, part, disputed, won];
    for (let fatal = 0; fatal < 30; fatal += 1) {
      await start();
      await open('acme');
      await offered('acme', 'cs_test_1');
      let writes = 0;
      const dies = <Args extends readonly unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
        (async (...args: Args): Promise<Result> => {
          writes += 1;
          if (writes === fatal) throw new StoreUnavailable('it died before');
          const result = await write(...args);
          if (writes === fatal + 1 && fatal % 2 === 1) throw new StoreUnavailable('it died after');
          return result;
        }) as typeof write;
      const dying = storeOver({ put: dies(table.put), putMany: dies(table.putMany), update: dies(table.update) });
      await hear(events, dying).catch(() => undefined);
      await hear(events);
      expect(await owned('acme'), `write ${fatal}`).toBe(credits(750));
    }
  });
});

describe('lives of payments', () => {
  it('end where the provider has them, delivered at random', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paymentLife, { minLength: 1, maxLength: 3 }).chain((lives) => {
          const lived = lives.map((life, index) => livedPayment(String(index), life));
          return fc.tuple(fc.constant(lived), deliveriesOf(lived.flatMap(({ events }) => events)));
        }),
        async ([lived, deliveries]) => {
          await start();
          await open('acme');
          for (const index of lived.keys()) await offered('acme', `cs_${index}`);
          for (const event of deliveries) await hear([event]);
          expect(await owned('acme')).toBe(lived.reduce((sum, { due }) => sum + due, 0));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('reconciling', () => {
  it('hands over what the provider lists since the last time, with an hour of overlap, page by page', async () => {
    const asked: (readonly [number, string | undefined])[] = [];
    const sent: string[] = [];
    const pages = [{ events: ['a', 'b'], next: 'b' }, { events: ['c'] }];
    const payments = {
      name: 'stripe',
      eventsSince: async (sinceMs: number, from?: string) => {
        asked.push([sinceMs, from]);
        return pages[from === undefined ? 0 : 1] ?? { events: [] };
      },
      listSubscriptions: async (nowMs: number) => ({ events: [`subscriptions ${nowMs - startMs}`] }),
    } as never;
    const facts = { send: async (event: string) => void sent.push(event) };
    const run = (nowMs: number, isOver = () => false) =>
      reconcilePayments({ store, facts, payments }, nowMs, { isOver });

    expect(await run(startMs)).toEqual({ listed: 4, isWhole: true });
    expect(await run(startMs + 3_600_000)).toEqual({ listed: 3, isWhole: true });
    expect(await run(startMs + 7_200_000, () => true)).toEqual({ listed: 0, isWhole: false });

    expect(sent).toEqual(['a', 'b', 'c', 'subscriptions 0', 'a', 'b', 'c']);
    expect(asked.map(([sinceMs, from]) => [(startMs - sinceMs) / 3_600_000, from])).toEqual([
      [30 * 24 + 1, undefined],
      [30 * 24 + 1, 'b'],
      [1, undefined],
      [1, 'b'],
    ]);
  });

  it('lists all subscriptions once a day, and again the next hour where that came to no end', async () => {
    const sent: string[] = [];
    let isEndless = true;
    const payments = {
      name: 'stripe',
      eventsSince: async () => ({ events: [] }),
      listSubscriptions: async () => (isEndless ? { events: ['s'], next: 's' } : { events: ['s'] }),
    } as never;
    const facts = { send: async (event: string) => void sent.push(event) };
    const run = async (nowMs: number) => {
      let asked = 0;
      const isOver = () => {
        asked += 1;
        return asked > 3;
      };
      return reconcilePayments({ store, facts, payments }, nowMs, { isOver });
    };

    expect(await run(startMs)).toEqual({ listed: 2, isWhole: false });
    isEndless = false;
    expect(await run(startMs + 3_600_000)).toEqual({ listed: 1, isWhole: true });
    expect(await run(startMs + 24 * 3_600_000)).toEqual({ listed: 0, isWhole: true });
    expect(await run(startMs + 25 * 3_600_000)).toEqual({ listed: 1, isWhole: true });
  });
});
