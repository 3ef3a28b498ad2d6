import { type CustomerRecord, lacksPayments, withCustomerFact } from '../../domain/account/customer-record.ts';
import type { CustomerFact } from '../../domain/account/subscription-fact.ts';
import type { PaymentProvider } from '../../ports/payment-provider.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { createCheckouts } from '../../storage/checkouts.ts';
import { createCustomerRecords, type VersionedCustomer } from '../../storage/customer-records.ts';

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
  return true;
}
