import type { CardFact } from '../../domain/account/payment-fact.ts';
import { isTopUpOpen, topUpRequestId } from '../../domain/account/top-up-request.ts';
import { createCheckouts } from '../../storage/checkouts.ts';
import { payTopUp, type TopUpPayment } from '../pay-top-up.ts';
import type { Settling } from './settle-payment.ts';

/** R34: a customer whose top-up waits to be asked for again has another means of payment: it is tried by that at once. */
export async function tryTopUpAgain(
  services: Settling,
  { customerId, atMs }: CardFact,
  nowMs: number,
): Promise<TopUpPayment> {
  const { store, payments } = services;
  if (payments?.keepsCards !== true) return 'not-asked';
  const accountId = await createCheckouts(store.table).accountOf(customerId);
  const request = accountId === undefined ? undefined : await store.topUps.read(accountId);
  if (accountId === undefined || request === undefined || !isTopUpOpen(request, nowMs)) return 'not-asked';
  const asked = { accountId, requestId: topUpRequestId(request), occasion: `card-${atMs}` };
  return payTopUp(services, asked, nowMs);
}
