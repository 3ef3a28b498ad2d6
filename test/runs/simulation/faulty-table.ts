/**
 * A process's way to the table, with everything that may go wrong on it. Every call has two scheduling points: the request
 * is sent, the reply is received. Between them others act. What the caller sees is what the adapter over the SDK answers in
 * the same case (`dynamo-table.ts`): a write without an answer is in doubt, a read without one throws.
 */

import { type PutOutcome, StoreUnavailable, type Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import type { Update, UpdateOutcome } from '../../../shared/storage/update.ts';
import type { FakeTable } from './fake-table.ts';
import type { Decider, Surface } from './fault.ts';
import { createCall, forEver, StoreThrottled } from './faulty-call.ts';

/** Versions that an eventually consistent read may be behind, and writes that the index may be. */
const staleMax = 4;
const indexBehindMax = 6;

export function createFaultyTable(table: FakeTable, decider: Decider, surface: Surface): Table {
  const call = createCall(decider, surface);

  function put(...[item, guard]: Parameters<Table['put']>): Promise<PutOutcome> {
    return written(call('put', () => table.put(item, guard), [item]));
  }

  function update(asked: Update): Promise<UpdateOutcome> {
    return written(
      call('update', () => table.update(asked), [{ ...asked.key }]).catch((cause: unknown) => {
        // Whoever wants to know is told that every try was turned away.
        if (cause instanceof StoreThrottled && asked.throttledTries !== undefined)
          return { kind: 'throttled' } as const;
        throw cause;
      }),
    );
  }

  /** A batch is no transaction: its items arrive in any order, and others look in between. */
  async function putMany(items: readonly Item[]): Promise<void> {
    if (items.length === 0) return;
    await call(
      'putMany',
      async () => {
        const start = decider.choose(items.length);
        const turned = [...items.slice(start), ...items.slice(0, start)];
        const pause = decider.choose(items.length);
        await table.putMany(turned.slice(0, pause));
        if (pause > 0) await surface.turn();
        if (pause > 0 && surface.isDead()) await forEver();
        await table.putMany(turned.slice(pause));
      },
      items,
    );
  }

  return {
    get: (key, options) =>
      call('get', async () =>
        options?.isEventual === true ? table.earlier(key, decider.choose(staleMax)) : table.get(key),
      ),
    getMany: async (keys) => (keys.length === 0 ? [] : call('getMany', () => table.getMany(keys))),
    put,
    update,
    putMany,
    query: (range) => call('query', () => table.query(range)),
    queryDue: (range) =>
      call('queryDue', () => {
        table.catchUpIndex(decider.choose(indexBehindMax));
        return table.queryDue(range);
      }),
  };
}

async function written<T>(writing: Promise<T>): Promise<T | { readonly kind: 'in-doubt'; readonly cause: unknown }> {
  try {
    return await writing;
  } catch (cause) {
    if (cause instanceof StoreUnavailable) return { kind: 'in-doubt', cause };
    throw cause;
  }
}
