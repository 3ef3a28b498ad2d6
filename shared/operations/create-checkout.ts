import { amountMaxMicrocredits, microcredits } from '../domain/amount.ts';
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
  /** How many of the pack: one when left out. */
  readonly count?: number;
  /** Where the customer comes back to. */
  readonly returnUrl: string;
  /** Where they come back to if they don't pay; the same when left out. */
  readonly cancelUrl?: string;
}

/** R33: makes a checkout of packs, and keeps whose it is and what was offered before anyone can pay it. It changes no account. */
export async function createCheckout(
  { store, payments }: { readonly store: AccountStore; readonly payments: PaymentProvider | undefined },
  { accountId, packId, count = 1, returnUrl: paidUrl, cancelUrl = paidUrl }: CheckoutWanted,
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
  const { price, lifeMs } = pack;
  if (price === undefined || price.millionths === 0) return refused({ reason: 'pack-without-price' });
  if (pack.credits * count > amountMaxMicrocredits) return refused({ reason: 'balance-limit' });
  const checkouts = createCheckouts(store.table);
  const offer = {
    packId,
    credits: microcredits(pack.credits * count),
    price: { ...price, millionths: price.millionths * count },
    ...present({
      count: count === 1 ? undefined : count,
      lifeMs,
      customerId: await checkouts.customerOf(accountId),
    }),
  };
  const made = await payments.createCheckout({ ...offer, paidUrl, cancelUrl, accountId });
  const checkout: Checkout = { ...offer, accountId, checkoutId: made.checkoutId, madeAtMs: nowMs };
  await checkouts.save(checkout);
  return done({ ...checkout, ...made });
}
