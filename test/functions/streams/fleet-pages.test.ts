import { beforeEach, expect, it } from 'vitest';
import { readFleet } from '../../../shared/operations/read-fleet.ts';
import { createStore } from '../../../shared/storage/store.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { dueShards } from '../../../shared/storage/table-keys.ts';
import { startMs } from '../../support/builders/fixtures.ts';
import { openFleet } from '../../support/builders/fleet.ts';
import { createFleetConsumer, type FleetConsumer } from '../../support/engines/fleet-consumer.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';

let table: FleetConsumer['table'];
let store: FleetConsumer['store'];
let consume: FleetConsumer['consume'];

beforeEach(async () => {
  ({ table, store, consume } = await createFleetConsumer());
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

  // The account, what its consumer knows of it, and its name.
  expect(read.items).toBe(3 * 25);
  expect(read.listed).toBeLessThan(6 * 25);
  expect(read.calls).toBeLessThanOrEqual(2 * dueShards + 3);
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
