import { beforeEach, expect, it } from 'vitest';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { readFleet } from '../../../shared/operations/read-fleet.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { tableShape } from '../../../shared/storage/table-keys.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { writeUnits } from '../../support/engines/capacity.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';
import { createFleetConsumer, type FleetConsumer } from '../../support/engines/fleet-consumer.ts';

let table: FleetConsumer['table'];
let records: FleetConsumer['records'];
let store: FleetConsumer['store'];
let consumeOver: FleetConsumer['consumeOver'];
let consume: FleetConsumer['consume'];

beforeEach(async () => {
  ({ table, records, store, consumeOver, consume } = await createFleetConsumer());
});

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

/** A rank that changes is taken out of the index and put in. */
function indexUnits(item: Item): number {
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const before = table.items.get(`${item.pk}\n${item.sk}`);
  return before?.[partitionKey] === item[partitionKey] && before?.[sortKey] === item[sortKey] ? 0 : 2;
}
