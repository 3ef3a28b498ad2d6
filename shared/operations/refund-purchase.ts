import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideRefund, marksOfPayment, type PaymentCommand } from '../domain/decisions/refund-purchase.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function refundPurchase(
  store: CreditStore,
  command: For<PaymentCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideRefund, { nowMs, marks: marksOfPayment(command.paymentId) });
}
