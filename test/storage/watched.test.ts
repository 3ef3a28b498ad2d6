/** The list of accounts whose balance is a metric of its own: one item that many processes may change at once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { watchedAccountsMax } from '../../shared/storage/watched.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };

let table: MemoryTable;
let puts: number;

beforeEach(() => {
  table = createMemoryTable();
  puts = 0;
});

function newStore(over: Partial<MemoryTable> = {}): CreditStore {
  const put: MemoryTable['put'] = (item, guard) => {
    puts += 1;
    return table.put(item, guard);
  };
  return createStore({ ...table, put, ...over }, surroundings);
}

/** As a process sees it that has read nothing yet. */
async function watchedNow(): Promise<readonly string[]> {
  return [...(await newStore().watched.accountIds(startMs))];
}

describe('the watched accounts', () => {
  it('are none at first, each once, and gone when they are watched no longer', async () => {
    const { watched } = newStore();
    expect(await watchedNow()).toEqual([]);

    expect(await watched.watch('a')).toBe(true);
    expect(await watched.watch('b')).toBe(true);
    expect(await watched.watch('a')).toBe(true);
    expect(await watchedNow()).toEqual(['a', 'b']);

    await watched.unwatch('a');
    await watched.unwatch('nobody');
    expect(await watchedNow()).toEqual(['b']);
    // What is so already costs no write.
    expect(puts).toBe(3);
  });

  it('are a hundred at most, until one makes room', async () => {
    const { watched } = newStore();
    for (let count = 1; count <= watchedAccountsMax; count += 1) expect(await watched.watch(`a-${count}`)).toBe(true);

    expect(await watched.watch('one more')).toBe(false);
    expect(await watched.watch('a-7')).toBe(true);
    expect(await watchedNow()).toHaveLength(100);

    await watched.unwatch('a-7');
    expect(await watched.watch('one more')).toBe(true);
    expect(await watchedNow()).toHaveLength(100);
  });

  it('lose none to another process that watches one at the same time', async () => {
    const others = ['first', 'second'];
    const { watched } = newStore({
      put: async (item, guard) => {
        const other = others.shift();
        if (other !== undefined) await newStore().watched.watch(other);
        return table.put(item, guard);
      },
    });

    expect(await watched.watch('mine')).toBe(true);

    expect(await watchedNow()).toEqual(['first', 'second', 'mine']);
  });

  it('are given up after six tries, and the caller may try again', async () => {
    let tries = 0;
    const { watched } = newStore({
      put: async () => {
        tries += 1;
        return { kind: 'refused' };
      },
    });

    const answer = watched.watch('mine');

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('the list of the watched was too busy');
    expect(tries).toBe(6);
  });

  it('are read once a minute, and anew where the clock went back', async () => {
    const { watched } = newStore();
    await watched.accountIds(startMs);
    await newStore().watched.watch('a');

    expect([...(await watched.accountIds(startMs))]).toEqual([]);
    expect([...(await watched.accountIds(startMs + 59_999))]).toEqual([]);
    expect([...(await watched.accountIds(startMs + 60_000))]).toEqual(['a']);
    await newStore().watched.unwatch('a');
    expect([...(await watched.accountIds(startMs + 60_001))]).toEqual(['a']);
    expect([...(await watched.accountIds(startMs + 59_999))]).toEqual([]);
  });
});
