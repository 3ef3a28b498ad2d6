import type { Checkout } from '../domain/catalogue/checkout.ts';
import { invalid, type Outcome } from '../domain/decisions/outcome.ts';
import type { CheckoutMade } from '../ports/payment-provider.ts';
import { type CheckoutWanted, createCheckout } from './create-checkout.ts';

/** A checkout that somebody followed a link to, who needn't say where the customer comes back to. */
export type CheckoutFollowed = Omit<CheckoutWanted, 'returnUrl'> & Partial<Pick<CheckoutWanted, 'returnUrl'>>;

/** R33: makes the checkout that a refusal's link is to. */
export async function followCheckout(
  services: Parameters<typeof createCheckout>[0],
  followed: CheckoutFollowed,
  nowMs: number,
): Promise<Outcome<Checkout & CheckoutMade>> {
  const { payments } = services;
  // Where nothing is sold, nobody comes back: that is said once the account was looked at.
  const { returnUrl = payments === undefined ? '' : payments.returnUrl } = followed;
  if (returnUrl === undefined) return invalid('returnUrl', comesBack);
  return createCheckout(services, { ...followed, returnUrl }, nowMs);
}

const comesBack = 'must say where the customer comes back to, since the deployment says nothing else';
