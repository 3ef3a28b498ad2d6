import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { handler } from '../../../functions/streams/project-commits.ts';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { readFleet } from '../../../shared/operations/read-fleet.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { dueShards, tableShape } from '../../../shared/storage/table-keys.ts';
import { credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { writeUnits } from '../../support/engines/capacity.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';
import { createMemoryTable, type MemoryTable } from '../../support/engines/memory-table.ts';
import { streamingTable } from '../../support/engines/streaming-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';

let table: MemoryTable;
let records: DynamoDBRecord[];
let store: CreditStore;

beforeEach(async () => {
  table = createMemoryTable();
  records = [];
  store = createStore(streamingTable(table, records), stillSurroundings);
  await store.catalogue.addPlan(plan({ lowBalanceThresholds: [credits(100)] }));
  provideServices({ bus: { publish: async () => {} } });
  consumeOver(table);
});

function consumeOver(over: Table): void {
  provideServices({ store: createStore(over, stillSurroundings), nowMs: () => startMs });
}

async function consume(batch: readonly DynamoDBRecord[] = records.splice(0)): Promise<number> {
  return (await handler({ Records: [...batch] })).batchItemFailures.length;
}

async function listed(by: 'state' | 'available' | 'burn', nowMs = startMs): Promise<readonly string[]> {
  const page = await readFleet(store, { by, limit: 50 }, nowMs);
  if (page.kind !== 'done') throw new Error('no page');
  return page.value.lines.map((line) => (line.kind === 'read' ? line.account.accountId : line.accountId));
}

it('an account that is charged to nothing comes first at once, and goes back when it is renewed', async () => {
  const [fine = '', spent = ''] = await openFleet(store, 'fleet', 2);
  await debit(store, fine, { key: 'a', credits: 10, nowMs: startMs });
  await debit(store, spent, { key: 'b', credits: 1_000, nowMs: startMs });
  await consume();
  expect(await listed('state')).toEqual([spent, fine]);
  expect(await listed('available')).toEqual([spent, fine]);
  expect(await listed('burn')).toEqual([spent, fine]);

  const nextMs = startMs + 31 * dayMs;
  await debit(store, spent, { key: 'c', credits: 1, nowMs: nextMs });
  await debit(store, fine, { key: 'd', credits: 950, nowMs: nextMs });
  await consume();

  expect(await listed('state', nextMs)).toEqual([fine, spent]);
});

it('a debit costs the consumer hardly more than before: ranks are written when they are off by a step', async () => {
  const [accountId = ''] = await openFleet(store, 'busy', 1);
  await consume();
  let ranks = 0;
  consumeOver({
    ...table,
    put: async (item, guard) => {
      if (item.sk.startsWith('PLACE#')) ranks += writeUnits(itemSizeBytes(item)) + indexUnits(item);
      return table.put(item, guard);
    },
  });
  const random = seedDecider(5);
  for (let debits = 0; debits < 800; debits += 1) {
    const amount = Math.round(random() * 1_000) / 1_000 + 0.001;
    await debit(store, accountId, { key: `${debits}`, credits: amount, nowMs: startMs + debits * 600_000 });
    await consume();
  }

  expect(ranks / 800).toBeLessThan(0.2);
});

it('a consumer that is killed between its projection and the ranks ranks the account when it comes again', async () => {
  const [accountId = '', other = ''] = await openFleet(store, 'fleet', 2);
  await debit(store, other, { key: 'a', credits: 300, nowMs: startMs });
  await consume();
  await debit(store, accountId, { key: 'a', credits: 1_000, nowMs: startMs });
  const batch = records.splice(0);
  consumeOver({
    ...table,
    put: async (item, guard) =>
      item.sk.startsWith('PLACE#') ? { kind: 'in-doubt', cause: new Error('killed') } : table.put(item, guard),
  });

  expect(await consume(batch)).toBe(1);
  expect((await store.projections.read(accountId)).projection.seq).toBe(2);
  expect(await listed('state')).toEqual([accountId, other]);
  expect((await store.fleet.inOrder('state', { limit: 9 }))[0]?.accountId).toBe(other);

  consumeOver(table);
  expect(await consume(batch)).toBe(0);
  expect((await store.fleet.inOrder('state', { limit: 9 }))[0]?.accountId).toBe(accountId);
});

it('a consumer whose own move was answered by silence ranks the account nonetheless', async () => {
  const [accountId = ''] = await openFleet(store, 'silent', 1);
  consumeOver({
    ...table,
    put: async (item, guard) => {
      const outcome = await table.put(item, guard);
      return item.sk === 'PROJECTION' ? { kind: 'in-doubt', cause: new Error('no answer') } : outcome;
    },
  });

  expect(await consume()).toBe(0);
  expect(await listed('state')).toEqual([accountId]);
});

it('the audit ranks an account whose commits the stream lost', async () => {
  const [accountId = ''] = await openFleet(store, 'lost', 1);
  records.length = 0;

  await auditLedgers({ store, bus: { publish: async () => {} } }, startMs);

  expect(await store.fleet.byId('lost', { limit: 9 })).toEqual([accountId]);
  expect(await listed('burn')).toEqual([accountId]);
});

it('a page of a large fleet reads its own accounts and no others', async () => {
  for (let index = 0; index < 3_000; index += 1) {
    const ranks = { state: index % 40, available: null, burn: null };
    await store.fleet.rank(`many-${index}`, ranks, 1);
  }
  const read = { items: 0, listed: 0, calls: 0 };
  const counted = createStore(
    {
      ...table,
      getMany: async (keys) => {
        read.calls += 1;
        read.items += keys.length;
        return table.getMany(keys);
      },
      queryDue: async (range) => {
        const items = await table.queryDue(range);
        read.calls += 1;
        read.listed += items.length;
        return items;
      },
    },
    stillSurroundings,
  );

  await readFleet(counted, { by: 'state', limit: 25 }, startMs);

  expect(read.items).toBe(2 * 25);
  expect(read.listed).toBeLessThanOrEqual(dueShards * (25 + 8));
  expect(read.calls).toBe(dueShards + 2);
});

it('an account that can not be read, or is quarantined, is on the page as that', async () => {
  const [broken = '', breached = ''] = await openFleet(store, 'fleet', 2);
  await consume();
  const key = `ACCOUNT#${broken}\nACCOUNT`;
  (table.items as Map<string, Item>).set(key, { pk: `ACCOUNT#${broken}`, sk: 'ACCOUNT', version: 'x' });
  await store.quarantine(breached, { sinceMs: startMs, findings: ['found wanting'] });

  const page = await readFleet(store, { by: 'id', prefix: 'fleet', limit: 9 }, startMs);

  expect(page.kind === 'done' && page.value.lines).toMatchObject([
    { kind: 'unreadable', accountId: broken },
    { kind: 'read', account: { accountId: breached, isQuarantined: true } },
  ]);
});

it('a cursor goes with its order and its prefix, and with no other', async () => {
  await openFleet(store, 'fleet', 3);
  await consume();
  const page = await readFleet(store, { by: 'id', prefix: 'fl', limit: 2 }, startMs);
  const cursor = page.kind === 'done' ? page.value.nextCursor : undefined;

  expect(cursor).toBeDefined();
  const next = { cursor: String(cursor), limit: 2 };
  expect((await readFleet(store, { ...next, by: 'id', prefix: 'fl' }, startMs)).kind).toBe('done');
  expect((await readFleet(store, { ...next, by: 'id', prefix: 'fle' }, startMs)).kind).toBe('invalid');
  expect((await readFleet(store, { ...next, by: 'state' }, startMs)).kind).toBe('invalid');
});

/** A rank that changes is taken out of the index and put in. */
function indexUnits(item: Item): number {
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const before = table.items.get(`${item.pk}\n${item.sk}`);
  return before?.[partitionKey] === item[partitionKey] && before?.[sortKey] === item[sortKey] ? 0 : 2;
}
