import type { Entry } from '../../domain/ledger/entry.ts';
import type { CreditStore } from '../../storage/store.ts';

/** R24: claims what was bought before payments were claimed. What is claimed already stays as it is. */
export async function claimPayment(store: CreditStore, entry: Entry, nowMs: number): Promise<void> {
  const { accountId, paymentId, type, reverses, seq, idempotencyKey = `entry-${seq}` } = entry;
  if (type === 'grant' && reverses === undefined && paymentId !== undefined)
    await store.payments.claim({ paymentId, accountId, idempotencyKey }, nowMs);
}
