/** An item that takes no more writes for now: whoever appends looks at it again before asking once more, and gives up in the end. */
import { beforeEach, describe, expect, it } from 'vitest';
import { throttledTriesMax } from '../../shared/storage/retry-pause.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { AccountThrottled, type Table } from '../../shared/storage/table.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { available, debit, ledger, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

let table: MemoryTable;
let accountId: string;
let pauses: number[];
/** The calls of the process that meets the busy item, with what came of the updates. */
let calls: string[];

beforeEach(async () => {
  table = createMemoryTable();
  [pauses, calls] = [[], []];
  const store = quietStore(table);
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
});

function quietStore(over: Table): CreditStore {
  const sleep = async (ms: number): Promise<void> => void pauses.push(ms);
  return createStore(over, { sleep, random: () => 1, monotonicMs: () => 0 });
}

/** A process of its own, whose first updates are turned away, as often as each of them says that it may be. */
function storeBeforeBusyItem(tries: number, meanwhile = async (): Promise<void> => {}): CreditStore {
  let turnedAway = 0;
  return quietStore({
    ...table,
    get: async (key) => {
      calls.push('get');
      return table.get(key);
    },
    update: async (update) => {
      if (turnedAway < tries) {
        turnedAway += update.throttledTries ?? tries;
        await meanwhile();
        calls.push('turned away');
        return { kind: 'throttled' };
      }
      const outcome = await table.update(update);
      calls.push(outcome.kind);
      return outcome;
    },
  });
}

/** A key made at that time. */
function keyAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

describe('an append that a busy item turned away', () => {
  it('is made by what the account then is: one read, and no refused write, however much was filed meanwhile', async () => {
    const others = quietStore(table);
    const store = storeBeforeBusyItem(1, async () => {
      for (let each = 1; each <= 60; each += 1)
        await debit(others, accountId, keyAt(startMs + 100 + each), 1, startMs + 200);
    });

    const outcome = await debit(store, accountId, keyAt(startMs + 50), 10, startMs + 100);

    expect(outcome).toMatchObject({ kind: 'done', isReplay: false });
    expect(calls.filter((call) => call !== 'get')).toEqual(['turned away', 'stored']);
    expect(calls.indexOf('turned away')).toBeLessThan(calls.indexOf('get'));
    expect(await available(others, accountId)).toBe(credits(1_000 - 60 - 10));
  });

  it('waits longer each time, as often as any throttled call is tried, and then says that it is the account which is too busy', async () => {
    const store = storeBeforeBusyItem(Number.POSITIVE_INFINITY);

    await expect(debit(store, accountId, keyAt(startMs + 50), 10)).rejects.toBeInstanceOf(AccountThrottled);

    // The first two tries are one call, with a pause of its own in between.
    expect(calls.filter((call) => call === 'turned away')).toHaveLength(throttledTriesMax - 1);
    expect(pauses).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
    const others = quietStore(table);
    expect(await available(others, accountId)).toBe(credits(1_000));
    expect(await ledger(others, accountId)).toHaveLength(1);
  });

  it('leaves its key for whoever asks again', async () => {
    const store = storeBeforeBusyItem(throttledTriesMax);
    const key = keyAt(startMs + 50);
    await expect(debit(store, accountId, key, 10)).rejects.toBeInstanceOf(AccountThrottled);

    expect(await debit(store, accountId, key, 10)).toMatchObject({ kind: 'done', isReplay: false });
    expect(await debit(store, accountId, key, 10)).toMatchObject({ kind: 'done', isReplay: true });
    expect(await available(quietStore(table), accountId)).toBe(credits(990));
  });
});
