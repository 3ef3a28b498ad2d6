import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createCheckouts } from '../storage/checkouts.ts';
import { createCustomerRecords } from '../storage/customer-records.ts';
import { settleCustomer } from './charging/settle-customer.ts';

export interface CustomerLink {
  readonly accountId: string;
  readonly customerId: string;
}

/**
 * Says which of the provider's customers an account is, once: told again it is the same, and another is refused. Subscriptions that the
 * customer has already pay for the account's plan from then on (R35).
 */
export async function linkCustomer(
  { store, payments }: { readonly store: AccountStore; readonly payments: PaymentProvider | undefined },
  { accountId, customerId }: CustomerLink,
  nowMs: number,
): Promise<Outcome<CustomerLink>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  if (payments === undefined) return refused({ reason: 'payments-not-connected' });
  const checkouts = createCheckouts(store.table);
  const known = await checkouts.customerOf(accountId);
  // Before the customer is claimed for this account: it may be free for another.
  if (known !== undefined && known !== customerId) return refused({ reason: 'customer-taken' });
  if (known === undefined) {
    if (!(await payments.hasCustomer(customerId))) return refused({ reason: 'customer-not-found' });
    if (!(await checkouts.link(accountId, customerId))) return refused({ reason: 'customer-taken' });
  }
  // Told again, the provider is asked only where it was never heard.
  const { version } = await createCustomerRecords(store.table).read(customerId);
  const isAsked = known === undefined || version === 0;
  const facts = isAsked ? await payments.subscriptionsOf(customerId, nowMs) : [];
  await settleCustomer({ store, payments }, { customerId, facts }, nowMs);
  return done({ accountId, customerId });
}
