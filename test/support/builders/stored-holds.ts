/** Holds of an account in a store, and its books. */

import { expect } from 'vitest';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { credits, requestNamed, startMs } from './fixtures.ts';
import { ledgerOf } from './fleet.ts';

export const lifeMs = 60_000;

export function authorize(
  store: CreditStore,
  accountId: string,
  key: string,
  amount: number,
  nowMs = startMs,
): Promise<string> {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  const asks = { ...requestNamed(key), accountId, charge, lifeMs, whenExhausted: 'pause' } as const;
  return authorizeHold(store, asks, nowMs).then((outcome) => {
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    return outcome.value.hold?.holdId ?? expect.fail('no hold');
  });
}

export const capture = (
  store: CreditStore,
  accountId: string,
  holdId: string,
  key: string,
  amount: number,
  nowMs: number,
) =>
  captureHold(
    store,
    { ...requestNamed(key), accountId, holdId, charge: { credits: credits(amount) }, isLateAllowed: false },
    nowMs,
  );

export async function expectSound(store: CreditStore, accountId: string): Promise<readonly Entry[]> {
  const entries = await ledgerOf(store, accountId);
  const loaded = await store.readAccount(accountId);
  expect(loaded && auditAccount(loaded.account, entries)).toEqual([]);
  return entries;
}
