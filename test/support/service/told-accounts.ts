/** Accounts at a store of their own, and a small Stripe whose subscriptions they are told of. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { CustomerFact } from '../../../shared/domain/account/subscription-fact.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { type Settled, settlePayments } from '../../../shared/operations/settle-payments.ts';
import type { PaymentProvider } from '../../../shared/ports/payment-provider.ts';
import { factsOfEvent, stripeEvent } from '../../../shared/runtime/payments/stripe-events.ts';
import { createCheckouts } from '../../../shared/storage/checkouts.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { plan, requestNamed, startMs } from '../builders/fixtures.ts';
import type { StripeEventOf } from '../builders/stripe-objects.ts';
import { doubtfulProvider } from '../engines/doubtful-provider.ts';
import { createMemoryTable, type MemoryTable } from '../engines/memory-table.ts';
import { StripeSubscriptions } from '../engines/small-stripe-subscriptions.ts';

export interface ToldAccounts {
  readonly table: MemoryTable;
  readonly store: CreditStore;
  readonly stripe: StripeSubscriptions;
  /** Another process over the same table, some calls of which are others. */
  storeOver(over?: Partial<MemoryTable>): CreditStore;
  hear(events: readonly StripeEventOf[], through?: CreditStore, payments?: PaymentProvider): Promise<Settled>;
  link(accountId: string, customerId: string): Promise<boolean>;
  account(accountId?: string): Promise<Account>;
}

/** Two accounts of plan `team`, `acme` and `globex`, that are nobody's customers yet. */
export async function toldAccounts(): Promise<ToldAccounts> {
  const table = createMemoryTable();
  const stripe = new StripeSubscriptions(startMs / 1_000);
  const storeOver = (over: Partial<MemoryTable> = {}): CreditStore =>
    createStore({ ...table, ...over }, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
  const store = storeOver();
  await store.catalogue.addPlan(plan());
  for (const accountId of ['acme', 'globex'])
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  return {
    table,
    store,
    stripe,
    storeOver,
    hear: async (events, through = store, payments) => {
      const bus = { publish: async () => {} };
      return settlePayments({ store: through, bus, payments }, factsOf(events), stripe.now * 1_000);
    },
    link: (accountId, customerId) => createCheckouts(table).link(accountId, customerId),
    account: async (accountId = 'acme') => {
      const found = await store.readAccount(accountId);
      if (found === undefined) throw new Error(`there is no ${accountId}`);
      return found.account;
    },
  };
}

export function factsOf(events: readonly StripeEventOf[]): readonly CustomerFact[] {
  return events
    .flatMap((event) => factsOfEvent(stripeEvent.parse(event)))
    .filter((fact) => fact.kind === 'subscription' || fact.kind === 'period-paid');
}

/** A provider that has these facts of every customer. */
export function listing(facts: readonly CustomerFact[], asked: string[] = []): PaymentProvider {
  return {
    ...doubtfulProvider({ random: () => 0, fails: 0, isAway: -1, isSlow: 0, loses: 0 }),
    subscriptionsOf: async (customerId) => {
      asked.push(customerId);
      return facts;
    },
  };
}
