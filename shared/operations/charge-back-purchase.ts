import type { Outcome } from '../domain/decisions/outcome.ts';
import { decideChargeback, marksOfPayment, type PaymentCommand } from '../domain/decisions/refund-purchase.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function chargeBackPurchase(
  store: CreditStore,
  command: For<PaymentCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideChargeback, { nowMs, marks: marksOfPayment(command.paymentId) });
}
