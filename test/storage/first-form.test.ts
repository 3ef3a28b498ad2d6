/** Accounts in the form before appends: read as they are, converted by their next change, and closed to code that knows only that form. */
import { beforeEach, expect, it } from 'vitest';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { encodeAccount, type LoadedAccount } from '../../shared/storage/account-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { credits, plan } from '../support/builders/fixtures.ts';
import { available, debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };

let table: MemoryTable;
let store: CreditStore;
let accountId: string;
/** As the code before appends had read it. */
let before: LoadedAccount;

beforeEach(async () => {
  table = createMemoryTable();
  store = createStore(table, surroundings);
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
  await debit(store, accountId, 'first', 10);
  const { escrow: _none, itemBytes: _bytes, tailEntries: _tail, ...firstForm } = await loadedAccount(store, accountId);
  before = firstForm;
  await table.putMany([encodeAccount(firstForm)]);
});

it('an account in the first form is read, and holds all that it held', async () => {
  expect(await loadedAccount(store, accountId)).toEqual({
    ...before,
    log: { ...before.log, entryTexts: expect.anything() },
  });
  expect(await available(store, accountId)).toBe(credits(990));
});

it('its next change converts it, loses nothing, and answers a key of before alike', async () => {
  const first = await debit(createStore(table, surroundings), accountId, 'first', 10);
  const second = await debit(createStore(table, surroundings), accountId, 'second', 20);

  expect(first).toMatchObject({ kind: 'done', isReplay: true });
  expect(second).toMatchObject({ kind: 'done', isReplay: false, entry: { seq: 3 } });
  expect(await table.get(accountKey(accountId))).toMatchObject({ form: 2 });
  for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
  expect(await debit(createStore(table, surroundings), accountId, 'first', 10)).toEqual(first);
  expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  expect(await available(store, accountId)).toBe(credits(990 - 20 - 40));
});

it('once it is converted, a write on condition of the version that the code before had read is refused', async () => {
  await debit(store, accountId, 'second', 20);
  const late = encodeAccount({ ...before, version: before.version + 1 });

  expect(await table.put(late, { kind: 'version', version: before.version })).toMatchObject({ kind: 'refused' });
  expect(await available(store, accountId)).toBe(credits(970));
});

it('its keys that say when they were made have items for ever: nobody knows which of before were filed', async () => {
  const key = '019e4c00-0000-7000-8000-000000000001';
  const other = (index: number): string => `019e4c00-0000-7000-8000-1${String(index).padStart(11, '0')}`;
  const first = await debit(store, accountId, key, 5);
  for (let index = 0; index < 40; index += 1) await debit(store, accountId, other(index), 1);

  expect(await debit(createStore(table, surroundings), accountId, key, 5)).toEqual({ ...first, isReplay: true });
  expect([...table.items.keys()].some((name) => name.endsWith(`KEY#${key}`))).toBe(true);
});
