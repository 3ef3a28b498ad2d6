/** A table in memory with a catalogue and accounts in it, and everything that happens on it in one load. */
import { loadDemoCatalogue } from '../../../infra/local/demo-catalogue.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { seededRandom } from '../bench/random.ts';
import { createFakeTable, type TableWrite } from '../simulation/fake-table.ts';
import { createItemCapacity } from './item-capacity.ts';
import type { TableWorld, Traffic } from './latent-table.ts';
import { createVirtualTime } from './virtual-time.ts';

export interface World extends TableWorld {
  /** Beside the loads: at once, unmetered, and of nobody's capacity. */
  readonly store: CreditStore;
  /** From now on, told of every write. */
  onWrite(listener: (write: TableWrite) => void): void;
}

/** 50,000 credits a month: more than any load takes. */
export const planId = 'scale';
const startMs = Date.parse('2026-11-26T12:00:00.000Z');
export const caller = 'arn:aws:iam::000000000000:user/AKIAIOSFODNN7EXAMPLE';

export async function createWorld(seed: number, accountIds: readonly string[]): Promise<World> {
  const time = createVirtualTime(startMs);
  const random = seededRandom(seed);
  const listeners: ((write: TableWrite) => void)[] = [];
  const table = createFakeTable({
    onWrite: (write) => {
      for (const listener of listeners) listener(write);
    },
  });
  const store = createStore(table, { sleep: async () => {}, random, monotonicMs: time.nowMs });
  await loadDemoCatalogue(store);
  for (const accountId of accountIds) {
    const opening = { accountId, planId, caller, idempotencyKey: `open-${accountId}`, fingerprint: 'contention' };
    await openAccount(store, opening, startMs - 60_000);
  }
  return {
    table,
    time,
    random,
    store,
    capacity: createItemCapacity(time.nowMs),
    traffic: newTraffic(),
    onWrite: (listener) => listeners.push(listener),
  };
}

function newTraffic(): Traffic {
  return { calls: 0, throttled: 0, givenUp: 0, writeUnits: 0, readUnits: 0 };
}
