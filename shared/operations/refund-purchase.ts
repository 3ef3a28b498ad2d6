import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideRefund, marksOfPayment, type PaymentCommand } from '../domain/refund.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function refundPurchase(
  store: CreditStore,
  command: For<PaymentCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideRefund, { nowMs, marks: marksOfPayment(command.paymentId) });
}
