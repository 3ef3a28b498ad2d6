import { type AutoTopUp, mayCost } from '../domain/account/auto-top-up.ts';
import type { PaymentFailure } from '../domain/account/payment-fact.ts';
import {
  isTopUpOpen,
  type TopUpObstacle,
  type TopUpRequest,
  topUpRequestId,
} from '../domain/account/top-up-request.ts';
import type { Checkout } from '../domain/catalogue/checkout.ts';
import { planAt } from '../domain/catalogue/plan.ts';
import { present } from '../domain/present.ts';
import type { PaymentProvider } from '../ports/payment-provider.ts';
import { type Checkouts, createCheckouts } from '../storage/checkouts.ts';
import type { CreditStore } from '../storage/store.ts';
import { type Settling, settlePayment } from './charging/settle-payment.ts';
import { failTopUp } from './fail-top-up.ts';
import { wantedTopUp } from './reading/wanted-top-up.ts';

/** A top-up that is asked for, as its event says. */
export interface TopUpToPay {
  readonly accountId: string;
  readonly requestId: string;
  /** Names what gave occasion to it, besides that it was asked for. */
  readonly occasion?: string;
}

/** `not-asked` where there is nothing to pay for any more. */
export type TopUpPayment = 'paid' | 'on-its-way' | 'failed' | 'not-asked';

/**
 * R34: pays for an automatic top-up by what the customer left with the payment provider, without them. A request has one payment,
 * prepared at the price of the first try and kept before any money moves, and a payment is taken once at most: so a request that is
 * told twice, or tried again after a failure or a crash, is paid once. What failed is told, and tried again when it is asked for
 * again. Rejects where the provider doesn't answer: tell it again.
 */
export async function payTopUp(
  services: Settling,
  { accountId, requestId, occasion }: TopUpToPay,
  nowMs: number,
): Promise<TopUpPayment> {
  const { store, payments } = services;
  const request = await store.topUps.read(accountId);
  if (payments === undefined || request === undefined || topUpRequestId(request) !== requestId) return 'not-asked';
  if (!isTopUpOpen(request, nowMs)) return 'not-asked';
  const checkouts = createCheckouts(store.table);
  const offer = await offerFor({ store, checkouts, request }, nowMs);
  if (offer === undefined) return 'not-asked';
  if ('reason' in offer) return failed(store, { accountId, requestId, ...offer }, nowMs);
  const outcome = await taken({ checkouts, payments, request, ...present({ occasion }) }, offer);
  switch (outcome.kind) {
    case 'paid':
      await settlePayment(services, { fact: outcome.fact, checkout: outcome.checkout }, nowMs);
      return 'paid';
    case 'failed':
      return failed(store, { accountId, requestId, reason: outcome.reason }, nowMs);
    case 'on-its-way':
      return 'on-its-way';
    default:
      return outcome satisfies never;
  }
}

async function failed(
  store: CreditStore,
  told: TopUpToPay & { readonly reason: PaymentFailure | TopUpObstacle },
  nowMs: number,
): Promise<TopUpPayment> {
  await failTopUp(store, told, nowMs);
  return 'failed';
}

type PayableOffer = Checkout & { readonly customerId: string };

/**
 * The offer that the request is for, the same at each try; a reason why there is none; undefined where nothing is wanted any more.
 * It is kept under the request's own name, so that it is found again.
 */
async function offerFor(
  { store, checkouts, request }: { store: CreditStore; checkouts: Checkouts; request: TopUpRequest },
  nowMs: number,
): Promise<PayableOffer | { readonly reason: TopUpObstacle } | undefined> {
  const { accountId, packId } = request;
  const wanted = await wantedTopUp(store, accountId, nowMs);
  if (wanted === undefined) return undefined;
  const { autoTopUp, planId } = wanted;
  const requestId = topUpRequestId(request);
  const kept = await checkouts.read(requestId);
  if (kept !== undefined) return payable(kept, autoTopUp);
  const plans = await store.catalogue.plansFor([planId], nowMs);
  const pack = planAt(plans, planId, nowMs)?.packs.find((each) => each.packId === packId);
  if (pack === undefined) return { reason: 'pack-unknown' };
  const { price, credits, lifeMs } = pack;
  if (price === undefined || price.millionths === 0) return { reason: 'pack-without-price' };
  const customerId = await checkouts.customerOf(accountId);
  if (customerId === undefined) return { reason: 'customer-unknown' };
  const offer = { packId, credits, price, accountId, customerId, madeAtMs: nowMs, ...present({ lifeMs }) };
  await checkouts.save({ ...offer, checkoutId: requestId });
  // Whoever was first, its price counts.
  return payable((await checkouts.read(requestId)) ?? { ...offer, checkoutId: requestId }, autoTopUp);
}

function payable(checkout: Checkout, autoTopUp: AutoTopUp): PayableOffer | { readonly reason: TopUpObstacle } {
  const { customerId, price } = checkout;
  if (!mayCost(autoTopUp, price)) return { reason: 'price-above-maximum' };
  return customerId === undefined ? { reason: 'customer-unknown' } : { ...checkout, customerId };
}

interface Taking extends Pick<TopUpToPay, 'occasion'> {
  readonly checkouts: Checkouts;
  readonly payments: PaymentProvider;
  readonly request: TopUpRequest;
}

async function taken({ checkouts, payments, request, ...more }: Taking, offer: PayableOffer) {
  const { customerId } = offer;
  const requestId = topUpRequestId(request);
  const { checkoutId: _name, accountId: _account, madeAtMs: _at, ...asked } = offer;
  const paymentId = await payments.preparePayment({ ...asked, customerId, requestId });
  if (paymentId === undefined) return { kind: 'failed', reason: 'no-payment-method' } as const;
  const checkout: Checkout = { ...offer, checkoutId: paymentId, topUpRequestId: requestId };
  // Before any money moves: whatever tells of the payment first, it is known whose it is.
  await checkouts.save(checkout);
  return { ...(await payments.takePayment({ paymentId, customerId, number: request.asked, ...more })), checkout };
}
