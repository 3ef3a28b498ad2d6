/** Where projections stand, read for many accounts at once and written against others who write. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openProjection, type Projection, project } from '../../shared/domain/projections/projection.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { projectionKey } from '../../shared/storage/table-keys.ts';
import { catalogueOf, credits, plans } from '../support/builders/fixtures.ts';
import { variedPlans } from '../support/builders/varied-commands.ts';
import { tellHistory } from '../support/builders/varied-history.ts';
import { debit, ledger, openAccountItem } from '../support/builders/write-path.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import type { MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const days = { from: '2026-11-01', to: '2026-11-01' };

let table: MemoryTable;
let store: CreditStore;

beforeEach(async () => {
  ({ table, store } = await freshStore());
});

/** The projection of an account that spent five credits, as far as `upTo`. */
async function projectEntries(upTo = 2): Promise<Projection> {
  const accountId = await openAccountItem(store);
  await debit(store, accountId, 'debit', 5);
  await debit(store, accountId, 'another', 3);
  const entries = await ledger(store, accountId);
  return project(openProjection(accountId), entries.slice(0, upTo), plans).projection;
}

function spend({ rollUps }: { readonly rollUps: Projection['recent'] }): bigint {
  const hours = [...rollUps.values()].flatMap(({ categories }) =>
    [...categories.values()].flatMap((each) => [...each.values()]),
  );
  return hours.reduce((sum, each) => sum + each, 0n);
}

const nowhere = (accountId: string) => ({ projection: openProjection(accountId), version: 0, isFull: false }) as const;

describe('projections', () => {
  it('of many accounts are read at once: one that is not there, or can’t be read, is missing', async () => {
    const [sound, broken] = [await projectEntries(), await projectEntries()];
    for (const each of [sound, broken]) await store.projections.move(nowhere(each.accountId), each);
    await table.putMany([{ ...projectionKey(broken.accountId), version: 'x' }]);

    const found = await store.projections.readMany([sound.accountId, 'nobody', broken.accountId]);

    expect([...found]).toEqual([[sound.accountId, sound]]);
    expect(await store.projections.read('nobody')).toEqual(nowhere('nobody'));
  });

  it('move once from where they stand, and whoever comes second looks again', async () => {
    const to = await projectEntries();
    const moved = await store.projections.move(nowhere(to.accountId), to);

    expect(moved).toEqual({ projection: to, version: 1, isFull: false });
    expect(await store.projections.move(nowhere(to.accountId), to)).toBeUndefined();
    expect(await store.projections.read(to.accountId)).toEqual(moved);
  });

  it.each([1, 2, 3])('are read as they were stored, whatever came before: history %d', async (seed) => {
    const { entries, account } = tellHistory(seed);
    for (const length of [1, 10, 30, entries.length]) {
      const to = project(openProjection(account.accountId), entries.slice(0, length), catalogueOf(...variedPlans));
      const before = await store.projections.read(account.accountId);
      const moved = await store.projections.move(before, to.projection);

      expect(moved?.projection).toEqual(to.projection);
      expect(await store.projections.read(account.accountId)).toEqual(moved);
    }
  });

  it('count what is recent once, before and after it is filed, and when it is filed again', async () => {
    const to = await projectEntries();
    const moved = await store.projections.move(nowhere(to.accountId), to);
    if (moved === undefined) return expect.fail('it did not move');
    const before = await store.projections.usage(to.accountId, days);
    await store.projections.file(moved);
    await store.projections.file(moved);
    const after = await store.projections.usage(to.accountId, days);

    expect([spend(before), spend(after)]).toEqual([BigInt(credits(5)), BigInt(credits(5))]);
    for (const elsewhere of ['2026-10-31', '2026-11-02']) {
      const other = await store.projections.usage(to.accountId, { from: elsewhere, to: elsewhere });
      expect(other.rollUps.size).toBe(0);
    }
  });

  it('are read again while a day is ahead of them, and given up after six tries', async () => {
    const [behind, ahead] = [await projectEntries(2), await projectEntries(3)];
    const accountId = behind.accountId;
    await store.projections.move(nowhere(accountId), behind);
    await store.projections.file({ ...nowhere(accountId), projection: { ...ahead, accountId } });
    let reads = 0;
    const reader = createStore(
      {
        ...table,
        get: (key) => {
          reads += 1;
          return table.get(key);
        },
      },
      stillSurroundings,
    );

    const answer = reader.projections.usage(accountId, days);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('the usage was too busy to be read');
    expect(reads).toBe(6);
  });

  it('file a day against others who file it, and give up after six tries', async () => {
    const moved = { ...nowhere('acme'), projection: await projectEntries() };
    let puts = 0;
    const writer = createStore(
      {
        ...table,
        put: async () => {
          puts += 1;
          return { kind: 'refused' };
        },
      },
      stillSurroundings,
    );

    const answer = writer.projections.file(moved);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow("a day's usage was not filed");
    expect(puts).toBe(6);
  });
});
