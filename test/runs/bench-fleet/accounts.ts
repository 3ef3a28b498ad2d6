/** The fleet: accounts whose cycles end at one instant, charged before as in a service that has always run, and some that aren't due. */

import { loadDemoCatalogue } from '../../../infra/local/demo-catalogue.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import { createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { cataloguePk } from '../../../shared/storage/table-keys.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import type { History } from '../bench/history.ts';
import { preload, storeAll } from '../bench/preload.ts';
import { seededRandom } from '../bench/random.ts';
import { createTurns } from '../bench/turns.ts';

export const boundaryMs = Date.parse('2026-12-02T00:00:00.000Z');
export const nextBoundaryMs = Date.parse('2027-01-02T00:00:00.000Z');
const openedAtMs = Date.parse('2026-11-02T00:00:00.000Z');
/** In the middle of the fleet's cycle, so that their own ends in the middle of the next. */
const idleOpenedAtMs = Date.parse('2026-11-17T00:00:00.000Z');
const planId = 'team';
/** A log holds about four entries before it is filed, so that these leave it at every fill alike. */
const fills = 4;

/** Every fourth account the same number of debits, none up to three. */
export function dueHistories(count: number): readonly History[] {
  const turn = createTurns({ random: seededRandom(20_261_202) });
  return Array.from({ length: count }, (_, index) => ({
    accountId: accountIdOf('fleet', index),
    planId,
    openedAtMs,
    debits: Array.from({ length: index % fills }, (_each, debit) => ({
      turn: turn(),
      atMs: openedAtMs + (debit + 1) * minuteMs,
    })),
  }));
}

export function idleHistories(count: number): readonly History[] {
  return Array.from({ length: count }, (_, index) => ({
    accountId: accountIdOf('idle', index),
    planId,
    openedAtMs: idleOpenedAtMs,
    debits: [],
  }));
}

/** Stores the same accounts in each of the tables, lived through once. */
export async function openIn(tables: readonly [Table, ...Table[]], histories: readonly History[]): Promise<void> {
  const [first] = tables;
  const all: Table = {
    ...first,
    putMany: async (items) => {
      await Promise.all(tables.map((table) => table.putMany(items)));
    },
  };
  await preload(all, histories);
}

/** Plans and prices alone: the demonstration's account would be one more than the fleet counts. */
export async function publishIn(table: Table): Promise<void> {
  const memory = createMemoryTable();
  await loadDemoCatalogue(createStore(memory, surroundings));
  await storeAll(
    table,
    [...memory.items.values()].filter(({ pk }) => pk === cataloguePk || pk.startsWith('CARD#')),
  );
}

function accountIdOf(prefix: string, index: number): string {
  return `${prefix}-${String(index + 1).padStart(6, '0')}`;
}
