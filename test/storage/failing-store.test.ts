import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { ItemCorrupt, StoreUnavailable } from '../../shared/storage/table.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { available, debit, ledger, openAccountItem } from '../support/builders/write-path.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

describe.each(engines)('a store that fails over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('every reply lost: the caller is told to try again, and the same key then finds the one effect', async () => {
    const accountId = await openAccountItem(test.newStore());
    const deaf = test.newStore((table) => ({
      ...table,
      put: async (item, guard) => {
        await table.put(item, guard);
        return { kind: 'in-doubt', cause: new Error('no reply') };
      },
    }));
    // The write took effect, so looking again finds it: no error, no second debit, and it counts as the first answer.
    expect(await debit(deaf, accountId, 'key', 400)).toMatchObject({ kind: 'done', isReplay: false });
    expect(await debit(deaf, accountId, 'exactly the rest', 600)).toMatchObject({ kind: 'done' });
    expect(await available(test.newStore(), accountId)).toBe(0);
  });

  it('nothing stored, nothing answered: an error that invites a retry, and no effect', async () => {
    const accountId = await openAccountItem(test.newStore());
    const dead = test.newStore((table) => ({
      ...table,
      put: async () => ({ kind: 'in-doubt', cause: new Error('down') }),
      update: async () => ({ kind: 'in-doubt', cause: new Error('down') }),
    }));
    await expect(debit(dead, accountId, 'key', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await ledger(test.newStore(), accountId)).toHaveLength(1);
    expect(await debit(test.newStore(), accountId, 'key', 1)).toMatchObject({ kind: 'done', isReplay: false });
  });

  it('a log that can’t be filed isn’t forgotten', async () => {
    const accountId = await openAccountItem(test.newStore());
    const store = test.newStore();
    const half = test.newStore((table) => ({
      ...table,
      putMany: async (items) => {
        await table.putMany(items.slice(0, 1));
        throw new StoreUnavailable('the rest got lost');
      },
    }));
    for (let index = 0; index < 30; index += 1) await debit(half, accountId, `key ${index}`, 1);
    const unfiled = await store.readAccount(accountId);
    expect(unfiled?.log.entries).toHaveLength(31);
    for (let index = 0; index < 30; index += 1)
      expect(await debit(store, accountId, `key ${index}`, 1)).toMatchObject({ kind: 'done', isReplay: true });
    expect((await store.readAccount(accountId))?.log.entries).toHaveLength(31);
    await debit(store, accountId, 'one more', 1);
    const entries = await ledger(test.newStore(), accountId);
    expect(verifyLedger(entries).findings).toEqual([]);
    expect(entries).toHaveLength(32);
  });

  it('an item that isn’t ours to understand stops that account, and no other', async () => {
    const store = test.newStore();
    const [broken, sound] = [await openAccountItem(store), await openAccountItem(store)];
    const item = await test.table.get(accountKey(broken));
    const writes = Number(item?.['writes']);
    await test.table.put({ ...accountKey(broken), ...item, state: '{"plan":7}' }, { kind: 'writes', writes });
    await expect(debit(test.newStore(), broken, 'key', 1)).rejects.toBeInstanceOf(ItemCorrupt);
    await expect(debit(test.newStore(), sound, 'key', 1)).resolves.toMatchObject({ kind: 'done' });
  });
});
