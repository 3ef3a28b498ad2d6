/** A store with accounts in it, and a queue in memory that can fail: what the jobs work with. */

import { debit as debitCommand } from '../../../shared/domain/decisions/debit-credits.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { advanceAccounts } from '../../../shared/operations/advance-accounts.ts';
import { changeOf } from '../../../shared/operations/charging/change-by.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import type { DueMessage, DueQueue } from '../../../shared/ports/due-queue.ts';
import type { ChangeOutcome } from '../../../shared/storage/change-outcome.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { debitOf, requestNamed, startMs } from './fixtures.ts';

/** Opens accounts on the plan `team`, whose cycles start with the fixtures' month. */
export async function openFleet(store: CreditStore, prefix: string, count: number): Promise<readonly string[]> {
  const accountIds = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  for (const accountId of accountIds) {
    const command = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
    await openAccount(store, command, startMs);
  }
  return accountIds;
}

/** Opens one account and answers its id. */
export async function openOne(store: CreditStore, name: string): Promise<string> {
  const [accountId = ''] = await openFleet(store, name, 1);
  return accountId;
}

export function debit(
  store: CreditStore,
  accountId: string,
  { key, credits, nowMs }: { readonly key: string; readonly credits: number; readonly nowMs: number },
): Promise<ChangeOutcome> {
  const command = { ...debitOf(credits, key), fingerprint: `debit of ${credits}` };
  return store.change(changeOf(debitCommand, { ...command, accountId }, { nowMs }));
}

export async function ledgerOf(store: CreditStore, accountId: string): Promise<readonly Entry[]> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) throw new Error('no such account');
  return Array.fromAsync(store.entriesFrom(loaded, 1, 'ascending'));
}

export interface TestQueue extends DueQueue {
  readonly waiting: DueMessage[];
  /** Settles all that waits; answers the accounts whose message would be delivered again. */
  work(store: CreditStore, nowMs: number): Promise<readonly string[]>;
}

/** `fails` is asked before each send: a crash of the sweep in between. */
export function testQueue(fails: () => boolean = () => false): TestQueue {
  const waiting: DueMessage[] = [];
  const queue: TestQueue = {
    waiting,
    backlog: async () => waiting.length,
    send: async (messages) => {
      if (fails()) throw new Error('the queue is gone');
      waiting.push(...messages);
    },
    work: async (store, nowMs) => {
      const again: string[] = [];
      while (waiting.length > 0) {
        const [message] = waiting.splice(0, 1);
        if (message === undefined) break;
        const { isDone } = await advanceAccounts({ store, queue }, message, nowMs);
        if (!isDone) again.push(...message.accountIds);
      }
      return again;
    },
  };
  return queue;
}
