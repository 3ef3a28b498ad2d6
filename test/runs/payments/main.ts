/**
 * `npm run payments -- [--lives 10000] [--seed N]`: random lives of payments, delivered at random over one account each: lost, late,
 * doubled and out of order, then listed once more. The ledger must be where the provider is. Prints what was seen, and the seed of the
 * first that isn't so.
 */
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { settlePayments } from '../../../shared/operations/settle-payments.ts';
import { factsOfEvent, stripeEvent } from '../../../shared/runtime/payments/stripe-events.ts';
import { createCheckouts } from '../../../shared/storage/checkouts.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { credits, plan, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import {
  deliveriesOf,
  type LivedPayment,
  livedPayment,
  packCredits,
  paymentLife,
} from '../../support/builders/payment-lives.ts';
import type { StripeEventOf } from '../../support/builders/stripe-objects.ts';
import { ledger } from '../../support/builders/write-path.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';

const { values } = parseArgs({
  options: { lives: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const seen = { lives: 0, events: 0, deliveries: 0, purchases: 0, refunds: 0, chargebacks: 0, reinstatements: 0 };
const bus = { publish: async () => {} };

const history = fc.array(paymentLife, { minLength: 1, maxLength: 3 }).chain((lives) => {
  const lived = lives.map((life, index) => livedPayment(String(index), life));
  return fc.tuple(fc.constant(lived), deliveriesOf(lived.flatMap(({ events }) => events)));
});

async function live(lived: readonly LivedPayment[], deliveries: readonly StripeEventOf[]): Promise<void> {
  const store = createStore(createMemoryTable(), { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
  await store.catalogue.addPlan(plan());
  await openAccount(store, { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs }, startMs);
  for (const index of lived.keys()) await offer(store, `cs_${index}`);
  for (const event of deliveries)
    await settlePayments({ store, bus, payments: undefined }, factsOfEvent(stripeEvent.parse(event)), startMs + 1);
  const account = (await store.readAccount('acme'))?.account;
  if (account === undefined) throw new Error('the account is gone');
  const entries = await ledger(store, 'acme');
  const { available, debt } = balanceOf(account);
  const due = lived.reduce((sum, each) => sum + each.due, packCredits * 1_000_000);
  if (available - debt !== due) throw new Error(`${available - debt} are there, ${due} are due`);
  count(lived, deliveries, entries);
}

async function offer(store: CreditStore, checkoutId: string): Promise<void> {
  const price = { millionths: 12_000_000, currency: 'USD' };
  const of = { packId: 'burst-1000', credits: credits(packCredits), price, accountId: 'acme', madeAtMs: startMs };
  await createCheckouts(store.table).save({ ...of, checkoutId });
}

function count(lived: readonly LivedPayment[], deliveries: readonly unknown[], entries: readonly Entry[]): void {
  const bought = entries.filter(
    ({ type, packId, reverses }) => type === 'grant' && packId !== undefined && reverses === undefined,
  );
  if (new Set(bought.map(({ paymentId }) => paymentId)).size !== bought.length)
    throw new Error('a payment bought twice');
  seen.lives += lived.length;
  seen.events += lived.reduce((sum, { events }) => sum + events.length, 0);
  seen.deliveries += deliveries.length;
  seen.purchases += bought.length;
  seen.refunds += entries.filter(({ type }) => type === 'refund').length;
  seen.chargebacks += entries.filter(({ type }) => type === 'chargeback').length;
  seen.reinstatements += entries.filter(
    ({ type, packId, reverses }) => type === 'grant' && packId !== undefined && reverses !== undefined,
  ).length;
}

const lives = Number(values.lives);
for (let seed = Number(values.seed); seen.lives < lives; seed += 1)
  await fc.assert(
    fc.asyncProperty(history, ([lived, deliveries]) => live(lived, deliveries)),
    { seed, numRuns: 500, endOnFailure: true },
  );
console.log(JSON.stringify(seen));
