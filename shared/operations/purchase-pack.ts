import { paymentMark } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decidePurchase, type PurchaseCommand } from '../domain/purchase.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function purchasePack(
  store: CreditStore,
  command: For<PurchaseCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decidePurchase, { nowMs, marks: [paymentMark(command.paymentId)] });
}
