import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createCheckouts } from '../storage/checkouts.ts';

/** A link to the provider's own pages, on which a customer sees what they paid and keeps their means of payment. */
export async function openPortal(
  { store, payments }: { readonly store: AccountStore; readonly payments: PaymentProvider | undefined },
  { accountId, returnUrl }: { readonly accountId: string; readonly returnUrl: string },
): Promise<Outcome<string>> {
  if ((await store.readAccount(accountId)) === undefined) return refused({ reason: 'account-not-found' });
  if (payments === undefined) return refused({ reason: 'payments-not-connected' });
  const customerId = await createCheckouts(store.table).customerOf(accountId);
  if (customerId === undefined) return refused({ reason: 'customer-unknown' });
  return done(await payments.openPortal({ customerId, returnUrl }));
}
