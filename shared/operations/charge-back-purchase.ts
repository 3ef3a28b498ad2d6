import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decideChargeback, marksOfPayment, type PaymentCommand } from '../domain/refund.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function chargeBackPurchase(
  store: CreditStore,
  command: For<PaymentCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decideChargeback, { nowMs, marks: marksOfPayment(command.paymentId) });
}
