import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { parkedForMs } from '../../shared/operations/advance-accounts.ts';
import { sweepDue } from '../../shared/operations/sweep-due.ts';
import type { Table } from '../../shared/storage/table.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { renewsAtMs, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet, openOne, testQueue } from '../support/builders/fleet.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

describe.each(engines)('cycles over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('a sweep that crashes at any page is made good by the next, and two at once do each transition once', async () => {
    const store = test.newStore();
    const accountIds = await openFleet(store, `sweep-${engine}`, 60);
    for (let crashAt = 1; crashAt <= 16; crashAt += 1) {
      let sends = 0;
      const broken = testQueue(() => {
        sends += 1;
        return sends === crashAt;
      });
      await expect(sweepDue(store, broken, renewsAtMs)).rejects.toThrow('the queue is gone');
      await broken.work(store, renewsAtMs);
    }
    const [one, two] = [testQueue(), testQueue()];
    await Promise.all([sweepDue(test.newStore(), one, renewsAtMs), sweepDue(test.newStore(), two, renewsAtMs)]);
    await Promise.all([one.work(test.newStore(), renewsAtMs), two.work(test.newStore(), renewsAtMs)]);
    for (const accountId of accountIds) {
      const entries = await ledgerOf(store, accountId);
      expect(entries.map(({ type }) => type)).toEqual(['grant', 'expiry', 'grant']);
    }
    const last = testQueue();
    expect(await sweepDue(store, last, renewsAtMs)).toMatchObject({ found: 0, isPartial: false });
  });

  it('a worker that crashes in the middle leaves the rest due', async () => {
    const store = test.newStore();
    const accountIds = await openFleet(store, `worker-${engine}`, 12);
    let puts = 0;
    const dying = test.newStore((table: Table) => ({
      ...table,
      put: async (item, guard) => {
        puts += 1;
        if (puts > 5) throw new Error('killed');
        return table.put(item, guard);
      },
    }));
    const queue = testQueue();
    await sweepDue(store, queue, renewsAtMs);
    await queue.work(dying, renewsAtMs);
    const again = testQueue();
    // They were parked for failing; their time comes.
    await sweepDue(store, again, renewsAtMs + parkedForMs);
    await again.work(store, renewsAtMs);
    for (const accountId of accountIds) expect(await ledgerOf(store, accountId)).toHaveLength(3);
  });

  it('a poisoned account holds up no other, and the sweep leaves it out for a while', async () => {
    const store = test.newStore();
    const accountIds = await openFleet(store, `poison-${engine}`, 8);
    const [poisoned = '', ...healthy] = accountIds;
    const item = await test.table.get(accountKey(poisoned));
    if (item === undefined) return expect.fail('no such item');
    await test.table.putMany([{ ...item, state: '{"broken":' }]);
    const queue = testQueue();
    await sweepDue(store, queue, renewsAtMs);
    expect(await queue.work(store, renewsAtMs)).toEqual([poisoned]);
    for (const accountId of healthy) expect(await ledgerOf(store, accountId)).toHaveLength(3);
    expect(await sweepDue(store, queue, renewsAtMs)).toMatchObject({ found: 0, parked: 1 });
    expect((await sweepDue(store, queue, renewsAtMs + parkedForMs)).found).toBe(1);
    await test.table.putMany([item]);
  });

  it('a spent add-on that ends leaves the index, though it makes no entry', async () => {
    const accountId = await openOne(test.newStore(), `spent-${engine}`);
    const store = test.newStore();
    const loaded = await store.readAccount(accountId);
    expect(loaded?.account.grants).toHaveLength(1);
    // Ended without anything left: the advance writes the account, not the ledger.
    await debit(store, accountId, { key: 'all', credits: 1_000, nowMs: startMs });
    await advanceAccount(store, accountId, renewsAtMs);
    const entries = await ledgerOf(store, accountId);
    expect(entries.map(({ type }) => type)).toEqual(['grant', 'debit', 'grant']);
    const queue = testQueue();
    await sweepDue(store, queue, renewsAtMs);
    expect(queue.waiting.flatMap((message) => message.accountIds)).not.toContain(accountId);
  });
});
