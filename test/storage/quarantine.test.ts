/** Accounts that are quarantined: they take no change, say why, and can be read as they were. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Quarantine } from '../../shared/domain/account/quarantine.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { AccountQuarantined, StoreUnavailable } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { available, debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import type { MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

let table: MemoryTable;
let store: CreditStore;

beforeEach(async () => {
  ({ table, store } = await freshStore());
});

describe('a quarantined account', () => {
  it('takes no change, says why, and can be read as it was', async () => {
    const accountId = await openAccountItem(store);
    await debit(store, accountId, 'before', 10);
    const before = await loadedAccount(store, accountId);

    await store.quarantine(accountId, because('its books disagree'));

    const answer = debit(store, accountId, 'after', 10);
    await expect(answer).rejects.toBeInstanceOf(AccountQuarantined);
    await expect(answer).rejects.toMatchObject({ name: 'AccountQuarantined', message: 'its books disagree' });
    const { quarantine, version, ...after } = await loadedAccount(store, accountId);
    expect(quarantine).toBe('its books disagree');
    expect(version).toBe(before.version + 1);
    expect(after.account).toEqual(before.account);
    expect(after.log).toEqual(before.log);
    expect(before).not.toHaveProperty('quarantine');
    expect(await ledger(store, accountId)).toHaveLength(2);
  });

  it('keeps the first finding, and of a long one its beginning', async () => {
    const [long, twice] = [await openAccountItem(store), await openAccountItem(store)];
    await store.quarantine(long, because(`${'x'.repeat(399)}yz`));
    await store.quarantine(twice, because('the first'));
    await store.quarantine(twice, because('the second'));

    expect((await loadedAccount(store, long)).quarantine).toBe(`${'x'.repeat(399)}y`);
    expect(await loadedAccount(store, twice)).toMatchObject({ quarantine: 'the first', version: 2 });
  });

  it('loses no change that another process makes at the same time', async () => {
    const accountId = await openAccountItem(store);
    let isFirst = true;
    const late = createStore(
      {
        ...table,
        update: async (update) => {
          if (isFirst) {
            isFirst = false;
            await debit(store, accountId, 'in between', 10);
          }
          return table.update(update);
        },
      },
      stillSurroundings,
    );

    await late.quarantine(accountId, because('a finding'));

    expect(await available(store, accountId)).toBe(990_000_000);
    await expect(debit(createStore(table, stillSurroundings), accountId, 'after', 10)).rejects.toThrow('a finding');
  });

  it('that can’t be written is told to the audit, after ten tries', async () => {
    const accountId = await openAccountItem(store);
    let tries = 0;
    const busy = createStore(
      {
        ...table,
        update: async () => {
          tries += 1;
          return { kind: 'refused' };
        },
      },
      stillSurroundings,
    );

    const answer = busy.quarantine(accountId, because('a finding'));

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('the account was too busy to be quarantined');
    expect(tries).toBe(10);
  });

  it('needs an account, and one that can be read: any other takes no change anyway', async () => {
    const accountId = await openAccountItem(store);
    const damaged: Item = { ...accountKey(accountId), version: 7 };
    await table.putMany([damaged]);

    await store.quarantine(accountId, because('a finding'));
    await store.quarantine('nobody', because('a finding'));

    expect(await table.get(accountKey(accountId))).toEqual(damaged);
    expect(await table.get(accountKey('nobody'))).toBeUndefined();
  });
});

function because(finding: string): Quarantine {
  return { sinceMs: startMs, findings: [finding] };
}
