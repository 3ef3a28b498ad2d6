import type { Outcome } from '../domain/decisions/outcome.ts';
import { decidePurchase, type PurchaseCommand } from '../domain/decisions/purchase-pack.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { paymentMark } from '../domain/ledger/mark.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function purchasePack(
  store: CreditStore,
  command: For<PurchaseCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  return changeByEntry(store, command, decidePurchase, { nowMs, marks: [paymentMark(command.paymentId)] });
}
