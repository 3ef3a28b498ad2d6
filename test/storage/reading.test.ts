/** Reads beside the write path: lists of accounts and holds, in pages, and many accounts at once. */

import { beforeEach, describe, expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt } from '../../shared/storage/table.ts';
import { accountKey, dueShards } from '../../shared/storage/table-keys.ts';
import type { DuePosition } from '../../shared/storage/upkeep.ts';
import { decideAuthorize, decideClose, decideOpen, decideRelease, onAccount } from '../support/builders/decisions.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
const pagesMax = 100;

let table: MemoryTable;
let store: CreditStore;

beforeEach(async () => {
  table = createMemoryTable();
  store = createStore(table, surroundings);
  await store.catalogue.addPlan(plan());
});

/** All pages of a list, each within its limit, and the last one short. */
async function readPages<T>(
  limit: number,
  page: (after: T | undefined) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const next = await page(all.at(-1));
    all.push(...next);
    expect(next.length).toBeLessThanOrEqual(limit);
    if (next.length < limit) return all;
  }
  throw new Error('pages without an end');
}

describe('a list of accounts', () => {
  /** Accounts whose first cycles end a day apart, three to a day. */
  async function openMany(count: number): Promise<readonly string[]> {
    const accountIds = Array.from({ length: count }, (_, index) => `account-${index}`);
    for (const [index, accountId] of accountIds.entries()) {
      const nowMs = startMs + Math.floor(index / 3) * dayMs;
      const command = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: nowMs };
      await store.change({ ...command, nowMs, decide: (account, context) => decideOpen(account, command, context) });
    }
    return accountIds.toSorted();
  }

  it.each([1, 4, 7])('has each of them once, in pages of %d', async (limit) => {
    const accountIds = await openMany(40);

    const found = await readPages<DuePosition>(limit, (after) =>
      store.listAccounts({ limit, isClosedToo: true, ...present({ after }) }),
    );

    expect(found.map(({ accountId }) => accountId).toSorted()).toEqual(accountIds);
  });

  it('has the closed ones among them where they are asked for', async () => {
    const [closed = '', ...open] = await openMany(6);
    const command = requestNamed('close');
    const nowMs = startMs + 2 * dayMs;
    await store.change({ ...command, accountId: closed, nowMs, decide: onAccount(decideClose, command) });
    const listed = async (isClosedToo: boolean): Promise<readonly string[]> =>
      (await store.listAccounts({ limit: 50, isClosedToo })).map(({ accountId }) => accountId).toSorted();

    expect(await listed(false)).toEqual(open);
    expect(await listed(true)).toEqual([closed, ...open]);
  });

  it('asks no shard beyond a full page', async () => {
    await openMany(40);
    let queries = 0;
    const counted = createStore(
      {
        ...table,
        queryDue: (range) => {
          queries += 1;
          return table.queryDue(range);
        },
      },
      surroundings,
    );

    expect(await counted.listAccounts({ limit: 1, isClosedToo: true })).toHaveLength(1);
    expect(queries).toBeLessThan(dueShards);
  });

  it('of one shard has those that are due by then, soonest first, in pages', async () => {
    await openMany(60);
    const untilMs = startMs + 35 * dayMs;
    const due: DuePosition[] = [];
    for (let shard = 0; shard < dueShards; shard += 1) {
      const found = await readPages<DuePosition>(2, (after) =>
        store.dueAccounts({ shard, untilMs, limit: 2, ...present({ after }) }),
      );
      expect(found).toEqual(found.toSorted((a, b) => a.dueAtMs - b.dueAtMs));
      due.push(...found);
    }

    const listed = await store.listAccounts({ limit: 100, isClosedToo: false });
    const expected = listed.filter(({ dueAtMs }) => dueAtMs <= untilMs).map(({ accountId }) => accountId);
    expect(expected.length).toBeLessThan(listed.length);
    expect(due.map(({ accountId }) => accountId).toSorted()).toEqual(expected.toSorted());
  });

  it('of many ids leaves out who isn’t there, and spoils none for one that can’t be read', async () => {
    const [sound, broken] = [await openAccountItem(store), await openAccountItem(store)];
    await table.putMany([{ ...accountKey(broken), version: 'x' }]);

    const found = await store.readAccounts([sound, 'nobody', broken]);

    expect([...found.keys()].toSorted()).toEqual([sound, broken].toSorted());
    expect(found.get(sound)).toEqual(await loadedAccount(store, sound));
    expect(found.get(broken)).toBeUndefined();
    expect(await store.readAccount('nobody')).toBeUndefined();
  });
});

describe('the holds of an account', () => {
  let accountId: string;
  let holdIds: readonly string[];

  /** A dozen holds, the last ones still in the log, the first of them released. */
  beforeEach(async () => {
    accountId = await openAccountItem(store);
    holdIds = [];
    for (let index = 0; index < 12; index += 1)
      holdIds = [...holdIds, await authorize(`hold ${index}`, 60_000 + index)];
    await release(holdIds[0] ?? '');
  });

  async function authorize(key: string, lifeMs: number): Promise<string> {
    const cost = { kind: 'priced', category: 'ai', credits: credits(1) } as const;
    const command = { ...requestNamed(key), cost, lifeMs, whenExhausted: 'pause' } as const;
    const asks = { ...command, accountId, nowMs: startMs, decide: onAccount(decideAuthorize, command) };
    const outcome = await store.change(asks);
    return outcome.kind === 'done' ? (outcome.entry.hold?.holdId ?? '') : '';
  }

  async function release(holdId: string): Promise<void> {
    const command = { ...requestNamed('release'), holdId };
    await store.change({ ...command, accountId, nowMs: startMs, decide: onAccount(decideRelease, command) });
  }

  it.each([1, 3, 5, 11, 12, 13, 50])('are listed by expiry from any of them on, in pages of %d', async (limit) => {
    const account = await loadedAccount(store, accountId);
    const { entries } = account.log;
    expect(entries.length).toBeGreaterThan(1);
    expect(entries.length).toBeLessThan(holdIds.length);

    const all = await readPages<string>(limit, async (after) => {
      const holds = await store.holdsFrom(account, { from: after === undefined ? 'hold_' : `${after}!`, limit });
      return holds.map(({ holdId }) => holdId);
    });

    expect(all).toEqual(holdIds);
    for (const [index, from] of holdIds.entries()) {
      const holds = await store.holdsFrom(account, { from, limit });
      expect(holds.map(({ holdId }) => holdId)).toEqual(holdIds.slice(index, index + limit));
    }
  });

  it('are each as the newest entry says, in a list and alone', async () => {
    const account = await loadedAccount(store, accountId);
    const [released = '', ...open] = holdIds;

    expect(await store.hold(account, released)).toMatchObject({ state: 'released' });
    for (const holdId of open) expect(await store.hold(account, holdId)).toMatchObject({ holdId, state: 'open' });
    expect(await store.hold(account, 'hold_none')).toBeUndefined();
    const states = (await store.holdsFrom(account, { from: '', limit: 50 })).map(({ state }) => state);
    expect(states).toEqual(['released', ...open.map(() => 'open')]);
  });
});

describe('a ledger', () => {
  async function fillTable(): Promise<string> {
    const accountId = await openAccountItem(store);
    for (let index = 0; index < 150; index += 1) await debit(store, accountId, `debit ${index}`, 1);
    return accountId;
  }

  it('is read as far as the account was, whatever is filed meanwhile', async () => {
    const accountId = await fillTable();
    const account = await loadedAccount(store, accountId);
    const { seq } = account.account;
    for (let index = 0; index < 60; index += 1) await debit(store, accountId, `later ${index}`, 1);

    const upTo = Array.from({ length: seq }, (_, index) => index + 1);
    const up = await Array.fromAsync(store.entriesFrom(account, 1, 'ascending'));
    const down = await Array.fromAsync(store.entriesFrom(account, seq, 'descending'));
    expect(up.map((entry) => entry.seq)).toEqual(upTo);
    expect(down.map((entry) => entry.seq)).toEqual(upTo.toReversed());
  });

  it.each([
    ['first', 0],
    ['second', 1],
    ['last', -1],
  ])('that lacks its %s segment fails from either end where the gap is, and never closes it', async (_which, at) => {
    const accountId = await fillTable();
    const segments = [...table.items.values()].filter(({ sk }) => sk.startsWith('ENTRIES#'));
    const gap = segments.at(at);
    const [last = 0, first = 0] = gap?.sk.split('#').slice(1).map(Number) ?? [];
    const torn = createMemoryTable();
    await torn.putMany([...table.items.values()].filter((item) => item !== gap));
    const reader = createStore(torn, surroundings);
    const account = await loadedAccount(reader, accountId);
    expect(segments.length).toBeGreaterThan(3);

    for (const [order, seq, missing] of [
      ['ascending', 1, first],
      ['descending', account.account.seq, last],
    ] as const) {
      const seen: number[] = [];
      const reading = (async (): Promise<void> => {
        for await (const entry of reader.entriesFrom(account, seq, order)) seen.push(entry.seq);
      })();
      await expect(reading).rejects.toBeInstanceOf(ItemCorrupt);
      await expect(reading).rejects.toThrow(`entry ${missing} is in no segment`);
      expect(seen).toHaveLength(Math.abs(missing - seq));
      expect(seen).not.toContain(missing);
    }
    expect(await reader.entry(account, first)).toBeUndefined();
  });
});
