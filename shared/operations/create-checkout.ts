import type { Checkout } from '../domain/catalogue/checkout.ts';
import { planAt } from '../domain/catalogue/plan.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { CheckoutMade, PaymentProvider } from '../ports/payment-provider.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createCheckouts } from '../storage/checkouts.ts';
import { currentAccount } from './reading/current-account.ts';

export interface CheckoutWanted {
  readonly accountId: string;
  readonly packId: string;
  readonly paidUrl: string;
  readonly cancelUrl: string;
}

/** R33: makes a checkout of a pack, and keeps whose it is and what was offered before anyone can pay it. It changes no account. */
export async function createCheckout(
  { store, payments }: { readonly store: AccountStore; readonly payments: PaymentProvider | undefined },
  { accountId, packId, ...urls }: CheckoutWanted,
  nowMs: number,
): Promise<Outcome<Checkout & CheckoutMade>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { account } = current;
  if (account.closedAtMs !== undefined) return refused({ reason: 'account-closed' });
  const plans = await store.catalogue.plansFor([account.planId], nowMs);
  const pack = planAt(plans, account.planId, nowMs)?.packs.find((each) => each.packId === packId);
  if (pack === undefined) return refused({ reason: 'pack-unknown', packId });
  if (payments === undefined) return refused({ reason: 'payments-not-connected' });
  const { price, credits, lifeMs } = pack;
  if (price === undefined || price.millionths === 0) return refused({ reason: 'pack-without-price' });
  const checkouts = createCheckouts(store.table);
  const offer = { packId, credits, price, ...present({ lifeMs, customerId: await checkouts.customerOf(accountId) }) };
  const made = await payments.createCheckout({ ...offer, ...urls, accountId });
  const checkout: Checkout = { ...offer, accountId, checkoutId: made.checkoutId, madeAtMs: nowMs };
  await checkouts.save(checkout);
  return done({ ...checkout, ...made });
}
