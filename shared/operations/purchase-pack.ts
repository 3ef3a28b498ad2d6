import { onAccount, paymentMark } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import { decidePurchase, type PurchaseCommand } from '../domain/purchase.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function purchasePack(
  store: CreditStore,
  command: PurchaseCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, paymentId, idempotencyKey, fingerprint } = command;
  return entryOutcome(
    await store.change({
      accountId,
      idempotencyKey,
      fingerprint,
      nowMs,
      marks: [paymentMark(paymentId)],
      decide: onAccount(decidePurchase, command),
    }),
  );
}
