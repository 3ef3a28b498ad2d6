/** The write path as tests use it: accounts opened, debited and read at the level of the store. */

import { balanceOf } from '../../../shared/domain/account/account.ts';
import { debit as debitCommand } from '../../../shared/domain/decisions/debit-credits.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { paymentMark } from '../../../shared/domain/ledger/mark.ts';
import { changeOf } from '../../../shared/operations/charging/change-by.ts';
import type { LoadedAccount } from '../../../shared/storage/account-item.ts';
import type { ChangeOutcome } from '../../../shared/storage/change-outcome.ts';
import type { Escrow } from '../../../shared/storage/escrow.ts';
import { noKeys } from '../../../shared/storage/ordered-key.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { decideOpen, decidePurchase, onAccount } from './decisions.ts';
import { debitOf, requestNamed, startMs } from './fixtures.ts';

let accounts = 0;

/** Opens another account with 1,000 credits. */
export async function openAccountItem(store: CreditStore): Promise<string> {
  accounts += 1;
  const accountId = `account-${accounts}`;
  const command = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
  await store.change({
    ...command,
    nowMs: startMs,
    decide: (account, context) => decideOpen(account, command, context),
  });
  return accountId;
}

export function debit(
  store: CreditStore,
  accountId: string,
  key: string,
  amount: number,
  nowMs = startMs,
): Promise<ChangeOutcome> {
  const command = { ...debitOf(amount, key), fingerprint: `debit of ${amount}` };
  const append = { kind: 'debit', command } as const;
  return store.change({ ...changeOf(debitCommand, { ...command, accountId }, { nowMs }), append });
}

/** Buys a pack; its key is the payment's name where no other is given. */
export function purchase(
  { store, accountId }: { readonly store: CreditStore; readonly accountId: string },
  bought: { readonly packId: string; readonly paymentId: string; readonly key?: string; readonly nowMs?: number },
): Promise<ChangeOutcome> {
  const { packId, paymentId, key = paymentId, nowMs = startMs } = bought;
  const command = { ...requestNamed(key), packId, paymentId };
  const marks = [paymentMark(paymentId)];
  return store.change({ ...command, accountId, nowMs, marks, decide: onAccount(decidePurchase, command) });
}

export async function loadedAccount(store: CreditStore, accountId: string): Promise<LoadedAccount> {
  const found = await store.readAccount(accountId);
  if (found === undefined) throw new Error('no such account');
  return found;
}

export async function ledger(store: CreditStore, accountId: string): Promise<readonly Entry[]> {
  return Array.fromAsync(store.entriesFrom(await loadedAccount(store, accountId), 1, 'ascending'));
}

export async function available(store: CreditStore, accountId: string): Promise<number> {
  return balanceOf((await loadedAccount(store, accountId)).account).available;
}

/** The escrow of an account that nobody has appended to. */
export function escrowOf(): Escrow {
  const none = { limits: undefined, pausedUntilMs: undefined, tail: [], marks: new Set<string>(), watermark: noKeys };
  return { ...none, free: 0, dueAtMs: startMs, rules: 0, weight: 0, filings: 0, epoch: 1 };
}
