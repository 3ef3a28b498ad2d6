import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Named, withDetails } from '../../shared/domain/account/account-details.ts';
import { type AccountDetailsStore, createAccountDetails } from '../../shared/storage/account-details.ts';
import { directoryKey } from '../../shared/storage/detail-keys.ts';
import type { Table } from '../../shared/storage/table.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const atMs = Date.parse('2026-11-22T12:00:00.000Z');

function name(store: AccountDetailsStore, accountId: string, named: Named): Promise<unknown> {
  return store.rewrite(accountId, atMs, (details) => withDetails(details, named, { atMs, caller: 'app' }));
}

async function found(store: AccountDetailsStore, typed: string): Promise<readonly string[]> {
  return (await store.find(typed, 50)).accountIds;
}

describe.each(engines)('names of accounts over %s', (engine) => {
  let test: TestStore;
  let store: AccountDetailsStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
    store = createAccountDetails(test.table);
  });
  afterAll(() => test.stop());

  it('find the account by any word, and by its external id', async () => {
    await name(store, 'acme', { name: 'Acme Corporation', externalId: 'crm-4711' });
    await name(store, 'zeta', { name: 'Zeta Corporate Services' });

    expect(await found(store, 'corpor')).toEqual(['zeta', 'acme']);
    expect(await found(store, 'Acme Corporation')).toEqual(['acme']);
    expect(await found(store, 'CRM-47')).toEqual(['acme']);
    expect(await found(store, 'nothing like it')).toEqual([]);
    expect(await store.read('acme')).toMatchObject({ name: 'Acme Corporation', externalId: 'crm-4711' });
  });

  it('find nothing once they were taken away, and DynamoDB is told to forget them', async () => {
    await name(store, 'gone', { name: 'Ada Lovelace' });
    await name(store, 'gone', {});

    expect(await found(store, 'lovelace')).toEqual([]);
    expect(await store.read('gone')).not.toHaveProperty('name');
    expect(await test.table.get(directoryKey('lovelace', 'gone'))).toMatchObject({ ttl: atMs / 1000 });
  });

  it('that two set at once are found by what the account says in the end', async () => {
    const others = Array.from({ length: 8 }, () => createAccountDetails(test.table));
    await Promise.all(others.map((each, at) => name(each, 'raced', { name: `Raced number${at % 2}` })));

    const { name: last = '' } = await store.read('raced');
    const lost = last.endsWith('0') ? 'number1' : 'number0';
    expect(await found(store, last)).toEqual(['raced']);
    expect(await found(store, lost)).toEqual([]);
    expect(await test.table.get(directoryKey(last.slice(-7), 'raced'))).not.toHaveProperty('ttl');
  });
});

it('among thousands a search asks the table twice, and says where there are more', async () => {
  const memory = createMemoryTable();
  const store = createAccountDetails(memory);
  for (let at = 0; at < 2_000; at += 1) await name(store, `account-${at}`, { name: `Customer ${at}` });
  const query = vi.fn(memory.query);
  const getMany = vi.fn(memory.getMany);
  const counted: Table = { ...memory, query, getMany };
  const searching = createAccountDetails(counted);

  expect(await searching.find('customer 1999', 50)).toEqual({ accountIds: ['account-1999'], isMore: false });
  const many = await searching.find('customer', 50);

  expect([query.mock.calls.length, getMany.mock.calls.length]).toEqual([2, 2]);
  expect(many.accountIds.length).toBe(50);
  expect(many.isMore).toBe(true);
});
