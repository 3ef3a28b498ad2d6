/**
 * The sweep: finds the accounts of which something is due and hands their ids to the queue. It remembers nothing and decides
 * nothing: what it missed, sent twice or was too late for is found by the next one, since an account stays in the index until
 * it is advanced. An account that isn't due costs it nothing.
 */

import { present } from '../domain/present.ts';
import { dueAtMs } from '../domain/transitions/advance.ts';
import type { DueMessage, DueQueue } from '../ports/due-queue.ts';
import { createAccountClocks } from '../storage/account-clocks.ts';
import type { CreditStore } from '../storage/store.ts';
import { dueShards } from '../storage/table-keys.ts';
import type { DuePosition } from '../storage/upkeep.ts';

export interface SweepReport {
  /** Accounts handed over. */
  readonly found: number;
  /** Accounts left out because they failed lately. */
  readonly parked: number;
  /** True when there is more: the queue was full, or this sweep's share was. The next goes on. */
  readonly isPartial: boolean;
}

const pageSize = 500;
/** So many pages of a shard in one sweep: 1,600,000 accounts in all. */
const pagesMax = 200;
export const accountsPerMessage = 50;
/** With so many messages waiting, the workers have enough to do: sending the same accounts again would only cost. */
const backlogMax = 2_000;

export async function sweepDue(store: CreditStore, queue: DueQueue, nowMs: number): Promise<SweepReport> {
  if ((await queue.backlog()) > backlogMax) return { found: 0, parked: 0, isPartial: true };
  const parked = await store.parkedAccounts(nowMs);
  const shards = await Promise.allSettled(
    Array.from({ length: dueShards }, (_, shard) => sweepShard({ store, queue, parked, nowMs }, shard)),
  );
  // A shard that fails stops no other; the sweep then counts as failed, and the next goes over all of them again.
  const failed = shards.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const reports = shards.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  return {
    found: reports.reduce((sum, { found }) => sum + found, 0),
    parked: reports.reduce((sum, each) => sum + each.parked, 0),
    isPartial: reports.some(({ isPartial }) => isPartial),
  };
}

interface Sweep {
  readonly store: CreditStore;
  readonly queue: DueQueue;
  readonly parked: ReadonlySet<string>;
  readonly nowMs: number;
}

async function sweepShard({ store, queue, parked, nowMs }: Sweep, shard: number): Promise<SweepReport> {
  let found = 0;
  let skipped = 0;
  let after: DuePosition | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const due = await store.dueAccounts({ shard, untilMs: nowMs, limit: pageSize, ...present({ after }) });
    const accountIds = due.map(({ accountId }) => accountId).filter((accountId) => !parked.has(accountId));
    await queue.send(messagesOf(accountIds));
    found += accountIds.length;
    skipped += due.length - accountIds.length;
    if (due.length < pageSize) return { found, parked: skipped, isPartial: false };
    after = due.at(-1);
  }
  return { found, parked: skipped, isPartial: true };
}

function messagesOf(accountIds: readonly string[]): readonly DueMessage[] {
  const messages: DueMessage[] = [];
  for (let start = 0; start < accountIds.length; start += accountsPerMessage)
    messages.push({ accountIds: accountIds.slice(start, start + accountsPerMessage) });
  return messages;
}

/**
 * The same for a test project's accounts whose clocks were moved ahead: the index says what is due by everybody's clock, so these are looked at
 * one by one. Answers how many it handed over.
 */
export async function sweepMoved(store: CreditStore, queue: DueQueue, nowMs: number): Promise<number> {
  const clocks = createAccountClocks(store.table);
  let found = 0;
  let page = await clocks.list({ limit: accountsPerMessage });
  while (page.length > 0) {
    const accounts = await store.readAccounts(page.map(({ accountId }) => accountId));
    const accountIds = page
      .filter(({ accountId, aheadMs }) => {
        const loaded = accounts.get(accountId);
        return loaded !== undefined && dueAtMs(loaded.account) <= nowMs + aheadMs;
      })
      .map(({ accountId }) => accountId);
    if (accountIds.length > 0) await queue.send([{ accountIds }]);
    found += accountIds.length;
    const last = page.at(-1);
    if (last === undefined || page.length < accountsPerMessage) return found;
    page = await clocks.list({ limit: accountsPerMessage, after: last.accountId });
  }
  return found;
}
