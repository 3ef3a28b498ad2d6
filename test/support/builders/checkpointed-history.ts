/** Histories in the table, with checkpoints at some of their entries. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { keepSums } from '../../../shared/operations/reading/keep-sums.ts';
import { encodeAccount } from '../../../shared/storage/account-item.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { stillSurroundings } from '../engines/surroundings.ts';
import { credits, plan } from './fixtures.ts';
import { fileEntries, type Ledger, loadedAt } from './stored-ledger.ts';
import { playUndoing } from './undoing.ts';

interface Seen extends Ledger {
  /** The account as it was stored, by its newest entry. */
  readonly states: ReadonlyMap<number, Account>;
}

export function historyOf(seed: number): Seen {
  const states = new Map<number, Account>();
  const after = (account: Account): unknown => states.set(account.seq, account);
  return { ...playUndoing(seed, { steps: 40, isLong: true, after }), states };
}

/** Stores a history with checkpoints at some of its entries, as the consumer keeps them. */
export async function storeHistory(history: Seen, random: () => number): Promise<CreditStore> {
  const table = createMemoryTable();
  const store = createStore(table, stillSurroundings);
  await store.catalogue.addPlan(plan({ credits: credits(100), overrun: { policy: 'carry', cap: credits(60) } }));
  const last = history.entries.length;
  await fileEntries(table, history, { to: last });
  for (const [seq, account] of history.states) {
    const loaded = { ...loadedAt(history, seq, 0), account };
    if (random() < 0.1) await keepSums(store, loaded, { fromSeq: seq - 1, toSeq: seq, every: 1 });
  }
  await table.putMany([encodeAccount({ ...loadedAt(history, last, 0), account: history.account })]);
  return store;
}
