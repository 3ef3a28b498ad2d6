/** A segment of a ledger that is gone: who asks for an entry of it is told at once, and nobody else notices. */
import { expect, it } from 'vitest';
import { createStore } from '../../shared/storage/store.ts';
import { EntryCorrupt, type Table } from '../../shared/storage/table.ts';
import { segmentsStart } from '../../shared/storage/table-keys.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { debit, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const debits = 60;
/** The account, its key items, and the segment that isn't there. */
const readsMax = 3;

it('the first entry that a missing segment had is named, after three reads', async () => {
  const { accountId, table } = await accountWithoutSegments();
  const { counted, reads } = countReads(table);

  const failure = await debit(newStore(counted), accountId, 'key-0', 1).catch((cause: unknown) => cause);

  expect(failure).toBeInstanceOf(EntryCorrupt);
  expect(failure).toMatchObject({ seq: 2, message: 'entry 2 is in no segment' });
  expect(reads()).toBeLessThanOrEqual(readsMax);
});

it('whoever shares a write with one who asks for what is gone is answered', async () => {
  const { accountId, table } = await accountWithoutSegments();
  const store = newStore(table);

  const answers = await Promise.allSettled(
    ['first', 'key-0', 'new-1', 'key-1', 'new-2'].map((key) => debit(store, accountId, key, 1)),
  );

  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
});

async function accountWithoutSegments(): Promise<{ readonly accountId: string; readonly table: Table }> {
  const table = createMemoryTable();
  const store = newStore(table);
  await store.catalogue.addPlan(plan());
  const accountId = await openAccountItem(store);
  for (let count = 0; count < debits; count += 1) await debit(store, accountId, `key-${count}`, 1, startMs + count);
  const left = createMemoryTable();
  await left.putMany([...table.items.values()].filter(({ sk }) => !sk.startsWith(segmentsStart)));
  return { accountId, table: left };
}

function newStore(table: Table) {
  return createStore(table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
}

function countReads(table: Table): { readonly counted: Table; readonly reads: () => number } {
  let reads = 0;
  const counted: Table = {
    ...table,
    get: (...asked) => {
      reads += 1;
      return table.get(...asked);
    },
    getMany: (...asked) => {
      reads += 1;
      return table.getMany(...asked);
    },
    query: (...asked) => {
      reads += 1;
      return table.query(...asked);
    },
  };
  return { counted, reads: () => reads };
}
