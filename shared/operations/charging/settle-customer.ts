import {
  type CustomerRecord,
  lacksPayments,
  standingSubscription,
  withCustomerFact,
} from '../../domain/account/customer-record.ts';
import type { Subscription } from '../../domain/account/subscription.ts';
import type { CustomerFact } from '../../domain/account/subscription-fact.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import type { PaymentProvider } from '../../ports/payment-provider.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { createCheckouts } from '../../storage/checkouts.ts';
import { createCustomerRecords, type VersionedCustomer } from '../../storage/customer-records.ts';
import { StoreUnavailable } from '../../storage/table.ts';
import { tellSubscription } from '../tell-subscription.ts';

/** Rounds of an account that is told by others meanwhile. */
const roundsMax = 20;

/** The services that a customer's subscriptions are settled with. */
export interface SettlingCustomers {
  readonly store: AccountStore;
  readonly payments: PaymentProvider | undefined;
}

/** Facts of one customer; none, to carry out what is known already. */
export interface CustomerTold {
  readonly customerId: string;
  readonly facts: readonly CustomerFact[];
}

/**
 * R33: learns facts of a customer. Whose subscription it is says the link to the account alone. One that was there before its provider
 * was connected is asked for whole, so that nobody is taken for unpaid whose payments were merely never told. False where the customer is
 * no account: what is known waits until it is.
 */
export async function settleCustomer(
  { store, payments }: SettlingCustomers,
  { customerId, facts }: CustomerTold,
  nowMs: number,
): Promise<boolean> {
  const records = createCustomerRecords(store.table);
  const learn = (news: readonly CustomerFact[], isAccount: boolean): Promise<VersionedCustomer> => {
    const change = (record: CustomerRecord) => news.reduce(withCustomerFact, record);
    return records.rewrite(customerId, change, { isAccount, nowMs });
  };
  const { record } = await learn(facts, false);
  // After it is learned: whoever links the customer at the same moment reads the record after that.
  const accountId = await createCheckouts(store.table).accountOf(customerId);
  if (accountId === undefined) return false;
  const isShort = payments !== undefined && record.subscriptions.some(lacksPayments);
  await learn(isShort ? await payments.subscriptionsOf(customerId, nowMs) : [], true);
  await tellWhatStands({ store, payments }, { customerId, accountId }, nowMs);
  return true;
}

/**
 * Tells the account which subscription stands, until it is the one that is known last: whoever tells an older one meanwhile looks again
 * too. Each telling has a key of its own for all that was known, and for the account as it was found. A closed account is told nothing.
 */
async function tellWhatStands(
  { store, payments }: SettlingCustomers,
  { customerId, accountId }: { readonly customerId: string; readonly accountId: string },
  nowMs: number,
): Promise<void> {
  const records = createCustomerRecords(store.table);
  for (let rounds = 0; rounds < roundsMax; rounds += 1) {
    const { record, version } = await records.read(customerId);
    const subscription = standingSubscription(record);
    if (subscription === undefined) return;
    const found = await store.readAccount(accountId);
    if (found === undefined || isSame(found.account.subscription, subscription)) return;
    const asked = {
      accountId,
      subscription,
      caller: `payments/${payments?.name ?? 'none'}`,
      idempotencyKey: `subscription:${customerId}:${version}:${found.version}`,
      fingerprint: fingerprint('subscription', { ...subscription }),
    };
    const outcome = await tellSubscription(store, asked, nowMs);
    if (outcome.kind === 'refused' && outcome.refusal.reason === 'account-closed') return;
    if (outcome.kind !== 'done') throw new TypeError(`a subscription was not told: ${outcome.kind}`);
  }
  throw new StoreUnavailable('a customer’s subscriptions changed as often as they were told');
}

function isSame(told: Subscription | undefined, stands: Subscription): boolean {
  return (
    told !== undefined &&
    told.subscriptionId === stands.subscriptionId &&
    told.status === stands.status &&
    told.paidUntilMs === stands.paidUntilMs &&
    told.endsAtMs === stands.endsAtMs &&
    told.anchorMs === stands.anchorMs
  );
}
