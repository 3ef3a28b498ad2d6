import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideRefund, marksOfPayment, type PaymentCommand } from '../domain/refund.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function refundPurchase(
  store: CreditStore,
  command: PaymentCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, paymentId, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({
      accountId,
      idempotencyKey,
      fingerprint,
      nowMs,
      marks: marksOfPayment(paymentId),
      decide: onAccount(decideRefund, command),
    }),
  );
}
