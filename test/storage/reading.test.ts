/** Reads beside the write path: lists of accounts and holds, in pages, and many accounts at once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt } from '../../shared/storage/table.ts';
import { decideAuthorize, decideRelease, onAccount } from '../support/builders/decisions.ts';
import { credits, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { readPages } from '../support/expectations/pages.ts';

let table: MemoryTable;
let store: CreditStore;

beforeEach(async () => {
  ({ table, store } = await freshStore());
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
    const reader = createStore(torn, stillSurroundings);
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
