/**
 * Accounts as the service has them after a while. A debit's log is filed every few debits, so on fresh accounts a short run
 * would measure debits whose filing is paid by later ones, and flatter us. Here every account has been opened and charged a
 * different number of times before, by the real write path over a table in memory: at the start of the measurement logs
 * are filled as in a service that has always run, and of any number of debits the true share pays for filing. What was
 * filed is stored too, so that the table is as large as it would be.
 */
import { loadDemoCatalogue } from '../../../infra/local/demo-catalogue.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import type { History } from './history.ts';
import { benchCaller, debitOf } from './turns.ts';

const accountsAtOnce = 500;
const writersAtOnce = 4;

export async function preload(table: Table, histories: readonly History[]): Promise<void> {
  // While some are stored, the next are lived through.
  let storing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < histories.length; start += accountsAtOnce) {
    const memory = createMemoryTable();
    const store = createStore(memory, surroundings);
    await loadDemoCatalogue(store);
    const some = histories.slice(start, start + accountsAtOnce);
    for (const history of some) await live(store, history);
    // The catalogue is in the measured table already.
    const partitions = new Set(some.map(({ accountId }) => accountKey(accountId).pk));
    await storing;
    storing = storeAll(
      table,
      [...memory.items.values()].filter(({ pk }) => partitions.has(pk)),
    );
  }
  await storing;
}

/** Stores many items by a few writers. */
export async function storeAll(table: Table, items: readonly Item[]): Promise<void> {
  const share = Math.ceil(items.length / writersAtOnce);
  await Promise.all(
    Array.from({ length: writersAtOnce }, (_, writer) =>
      table.putMany(items.slice(writer * share, (writer + 1) * share)),
    ),
  );
}

async function live(store: CreditStore, { accountId, planId, openedAtMs, debits }: History): Promise<void> {
  const opening = { caller: benchCaller, idempotencyKey: `open-${accountId}`, fingerprint: 'bench' };
  await openAccount(store, { ...opening, accountId, planId }, openedAtMs);
  for (const { turn, atMs } of debits) {
    // What was used before the measurement occurred before it: usage of the future is refused (R25).
    const past = turn.occurredAtMs === undefined ? turn : { ...turn, occurredAtMs: atMs };
    const outcome = await debitCredits(store, debitOf(accountId, past), atMs);
    if (outcome.kind !== 'done') throw new Error(`a debit before the measurement was ${outcome.kind}`);
  }
}
