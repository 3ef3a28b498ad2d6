import type { FailedFact, ProviderFact } from '../domain/account/payment-fact.ts';
import { present } from '../domain/present.ts';
import { createCheckouts } from '../storage/checkouts.ts';
import { settleCustomer } from './charging/settle-customer.ts';
import { type Settling, settlePayment } from './charging/settle-payment.ts';
import { tryTopUpAgain } from './charging/try-top-up-again.ts';
import { failTopUp } from './fail-top-up.ts';

/** The fate of facts that a provider told. */
export interface Settled {
  /** Payments and customers that are where the provider has them. */
  readonly settled: number;
  /** Facts of checkouts that were never made here, of customers that are no accounts, and of means of payment that nothing waits for: others take payments with the same provider. */
  readonly foreign: number;
  /** Findings that people are told of for the first time. */
  readonly found: number;
}

/**
 * R33: brings accounts to where the provider has their payments. Facts are learned before anything follows from them, so one that
 * comes before its purchase waits for it, and one that is told again changes nothing. Rejects where that isn't possible now:
 * tell it again.
 */
export async function settlePayments(
  services: Settling,
  facts: readonly ProviderFact[],
  nowMs: number,
): Promise<Settled> {
  const checkouts = createCheckouts(services.store.table);
  let [settled, foreign, found] = [0, 0, 0];
  for (const fact of facts) {
    if (fact.kind === 'failed') {
      if (await settleFailure(services, fact, nowMs)) settled += 1;
      else foreign += 1;
      continue;
    }
    if (fact.kind === 'card-changed') {
      if ((await tryTopUpAgain(services, fact, nowMs)) === 'not-asked') foreign += 1;
      else settled += 1;
      continue;
    }
    if (fact.kind === 'subscription' || fact.kind === 'period-paid') {
      if (await settleCustomer(services, { customerId: fact.customerId, facts: [fact] }, nowMs)) settled += 1;
      else foreign += 1;
      continue;
    }
    const checkout = fact.kind === 'paid' ? await checkouts.read(fact.checkoutId) : undefined;
    if (fact.kind === 'paid' && checkout === undefined) {
      foreign += 1;
      continue;
    }
    found += await settlePayment(services, { fact, ...present({ checkout }) }, nowMs);
    settled += 1;
  }
  return { settled, foreign, found };
}

/** R34: a failure is one of a top-up's payment, or none of ours. People who pay see their own failures. */
async function settleFailure({ store }: Settling, { paymentId, reason }: FailedFact, nowMs: number): Promise<boolean> {
  const checkout = await createCheckouts(store.table).read(paymentId);
  if (checkout?.topUpRequestId === undefined) return false;
  const { accountId, topUpRequestId: requestId } = checkout;
  await failTopUp(store, { accountId, requestId, reason }, nowMs);
  return true;
}
