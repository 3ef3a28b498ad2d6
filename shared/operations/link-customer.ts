import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createCheckouts } from '../storage/checkouts.ts';

export interface CustomerLink {
  readonly accountId: string;
  readonly customerId: string;
}

/** Says which of the provider's customers an account is, once: told again it is the same, and another is refused. */
export async function linkCustomer(
  { store, payments }: { readonly store: AccountStore; readonly payments: PaymentProvider | undefined },
  { accountId, customerId }: CustomerLink,
): Promise<Outcome<CustomerLink>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  if (payments === undefined) return refused({ reason: 'payments-not-connected' });
  const checkouts = createCheckouts(store.table);
  const known = await checkouts.customerOf(accountId);
  if (known === customerId) return done({ accountId, customerId });
  // Before the customer is claimed for this account: it may be free for another.
  if (known !== undefined) return refused({ reason: 'customer-taken' });
  if (!(await payments.hasCustomer(customerId))) return refused({ reason: 'customer-not-found' });
  return (await checkouts.link(accountId, customerId))
    ? done({ accountId, customerId })
    : refused({ reason: 'customer-taken' });
}
