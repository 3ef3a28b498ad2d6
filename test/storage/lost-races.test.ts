/** A change that meets others, or no answer: what it does about it, how long it tries, and what its caller is told. */
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { holdsIn } from '../../shared/storage/hold-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { decideAuthorize, decideRelease, decideReport, onAccount } from '../support/builders/decisions.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { available, debit, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

let table: MemoryTable;
let accountId: string;
let clockMs: number;
let pauses: number[];

beforeEach(async () => {
  table = createMemoryTable();
  clockMs = 0;
  pauses = [];
  const store = newStore();
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
});

type UnansweredWrite = { readonly kind: 'in-doubt'; readonly cause: unknown };

/** A process; each of its pauses takes so long. */
function newStore(over: Partial<MemoryTable> = {}, pauseMs = 0): CreditStore {
  const sleep = async (ms: number): Promise<void> => {
    pauses.push(ms);
    clockMs += pauseMs;
  };
  return createStore({ ...table, ...over }, { sleep, random: () => 1, monotonicMs: () => clockMs });
}

describe('a change whose writes are never answered', () => {
  const unanswered = async (): Promise<UnansweredWrite> => ({ kind: 'in-doubt', cause: new Error('no answer') });
  const lost = { put: unanswered, update: unanswered };

  it('is tried a dozen times, each time after a longer pause, up to half a second', async () => {
    const answer = debit(newStore(lost), accountId, 'key', 1);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toMatchObject({ name: 'StoreUnavailable', message: 'the account was too busy' });
    expect(pauses).toEqual([8, 16, 32, 64, 128, 256, 500, 500, 500, 500, 500, 500]);
  });

  it('is given up after six seconds, so that its answer comes in time', async () => {
    await expect(debit(newStore(lost, 1_500), accountId, 'key', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(pauses).toHaveLength(4);
  });

  it('spends nothing, and the same key may be tried again', async () => {
    await expect(debit(newStore(lost), accountId, 'key', 1)).rejects.toBeInstanceOf(StoreUnavailable);

    expect(await debit(newStore(), accountId, 'key', 1)).toMatchObject({ kind: 'done', isReplay: false });
    expect(await available(newStore(), accountId)).toBe(credits(999));
  });
});

describe('a process that stood still since it read the account', () => {
  /** One whose first read of the account is from then. */
  function stoodStill(then: Item | undefined): CreditStore {
    let isFirst = true;
    return newStore({
      get: async (key) => {
        if (!isFirst || key.sk !== 'ACCOUNT') return table.get(key);
        isFirst = false;
        return then;
      },
    });
  }

  it('looks again when a key names an entry that it can not see yet', async () => {
    const then = await table.get(accountKey(accountId));
    const first = await debit(newStore(), accountId, 'key', 1);
    // Another begins to file, and ends before the entry's segment is stored.
    const dying = newStore({
      putMany: async (items) => {
        await table.putMany(items.filter(({ sk }) => !sk.startsWith('ENTRIES#')));
        throw new StoreUnavailable('the rest got lost');
      },
    });
    for (let index = 0; index < 60; index += 1)
      await debit(dying, accountId, `more ${index}`, 1).catch(() => undefined);
    const { account } = await loadedAccount(newStore(), accountId);
    expect(table.items.size).toBeGreaterThan(10);

    expect(await debit(stoodStill(then), accountId, 'key', 1)).toEqual({ ...first, isReplay: true });
    expect((await loadedAccount(newStore(), accountId)).account).toEqual(account);
  });

  it('opens no account a second time', async () => {
    const late = await debit(stoodStill(undefined), accountId, 'key', 1);

    expect(late).toMatchObject({ kind: 'refused', refusal: { reason: 'account-not-found' } });
    expect(await available(newStore(), accountId)).toBe(credits(1_000));
  });
});

describe('a request that waits for another of its process', () => {
  it('is not answered from what that one had read: a hold that was released since takes no report', async () => {
    const gate = Promise.withResolvers<void>();
    const slow = newStore({
      getMany: async (keys) => {
        await gate.promise;
        return table.getMany(keys);
      },
    });
    const cost = { kind: 'priced', category: 'ai', credits: credits(10) } as const;
    const authorize = { ...requestNamed('hold'), cost, lifeMs: 60_000, whenExhausted: 'pause' } as const;
    const decide = onAccount(decideAuthorize, authorize);
    await newStore().change({ ...authorize, accountId, nowMs: startMs, decide });
    const [holdId = ''] = holdsIn((await loadedAccount(newStore(), accountId)).log.entries).keys();
    const report = (key: string): Promise<ChangeOutcome> => {
      const command = { ...requestNamed(key), holdId, used: credits(0.01) };
      return slow.change({ ...command, accountId, nowMs: startMs, decide: onAccount(decideReport, command) });
    };

    const first = report('first');
    await turn();
    const release = { ...requestNamed('release'), holdId };
    await newStore().change({ ...release, accountId, nowMs: startMs, decide: onAccount(decideRelease, release) });
    const second = report('second');
    gate.resolve();

    expect(await first).toMatchObject({ kind: 'reported', decision: 'continue' });
    expect(await second).toMatchObject({ kind: 'refused', refusal: { reason: 'hold-settled' } });
  });
});
