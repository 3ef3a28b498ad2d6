/** Keys that are told again: the first answer stands, in the log and filed, for as long as it is remembered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalMemoryMs } from '../../shared/domain/decisions/refusal.ts';
import type { Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountKey, keyKey } from '../../shared/storage/table-keys.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { debit, ledger, openAccountItem, purchase } from '../support/builders/write-path.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

const payment = { packId: 'burst-1000', paymentId: 'pi_1' };

describe.each(engines)('repeated keys over %s', (engine) => {
  let test: TestStore;

  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('a repeated key gets the first answer, from the log and after it was filed', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const first = await debit(store, accountId, 'first', 1);
    expect(await debit(test.newStore(), accountId, 'first', 1)).toEqual({ ...first, isReplay: true });
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
    expect(await debit(test.newStore(), accountId, 'first', 1)).toEqual({ ...first, isReplay: true });
    expect(await ledger(store, accountId)).toHaveLength(42);
  });

  it('a key used for something else is refused, and the first answer stands', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const first = await debit(store, accountId, 'key', 1);
    const reused = { kind: 'refused', refusal: { reason: 'idempotency-key-reused' }, isReplay: false };
    expect(await debit(store, accountId, 'key', 2)).toEqual(reused);
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
    expect(await debit(store, accountId, 'key', 2)).toEqual(reused);
    expect(await debit(store, accountId, 'key', 1)).toEqual({ ...first, isReplay: true });
  });

  it('a refusal is remembered for 24 hours, so that a late duplicate can’t turn a no into a charge', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const refused = await debit(store, accountId, 'too much', 1_001);
    expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'insufficient-credits' } });
    await purchase({ store, accountId }, { ...payment, nowMs: startMs + 1 });
    expect(await debit(test.newStore(), accountId, 'too much', 1_001, startMs + 2)).toEqual({
      ...refused,
      isReplay: true,
    });
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1, startMs + 3);
    const almostMs = startMs + refusalMemoryMs - 1;
    expect(await debit(test.newStore(), accountId, 'too much', 1_001, almostMs)).toEqual({
      ...refused,
      isReplay: true,
    });
    expect(await debit(test.newStore(), accountId, 'too much', 1_001, almostMs + 1)).toMatchObject({
      kind: 'done',
      isReplay: false,
    });
  });

  it('a refusal that is filed late doesn’t take back what its key has become since', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    await debit(store, accountId, 'key', 1_001);
    const stale = await test.table.get(accountKey(accountId));
    await purchase({ store, accountId }, { ...payment, nowMs: startMs + refusalMemoryMs });
    const success = await debit(store, accountId, 'key', 1_001, startMs + refusalMemoryMs);
    for (let index = 0; index < 40; index += 1)
      await debit(store, accountId, `more ${index}`, 1, startMs + refusalMemoryMs);
    // A process long given up files the log it had read: it goes on from there with an outdated version, and loses.
    const zombie = test.newStore((table) => answeringOnce(table, stale));
    await debit(zombie, accountId, 'zombie', 1, startMs + refusalMemoryMs);
    expect(await debit(test.newStore(), accountId, 'key', 1_001, startMs + refusalMemoryMs)).toEqual({
      ...success,
      isReplay: true,
    });
  });

  it('a filed key says which entry it made, and a filed refusal when it may be forgotten', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    await debit(store, accountId, 'made', 1);
    await debit(store, accountId, 'refused', 5_000);
    for (let index = 0; index < 20; index += 1) await debit(store, accountId, `more ${index}`, 1);
    expect(await test.table.get(keyKey(accountId, 'made'))).toMatchObject({ seq: 2, fingerprint: 'debit of 1' });
    expect(await test.table.get(keyKey(accountId, 'refused'))).toMatchObject({
      expiresAtMs: startMs + refusalMemoryMs,
    });
  });
});

/** Gives a stale account to the first read, as to a process that was frozen after it. */
function answeringOnce(table: Table, stale: Item | undefined): Table {
  let isFirst = true;
  return {
    ...table,
    get: async (key, options) => {
      if (!isFirst || key.sk !== 'ACCOUNT') return table.get(key, options);
      isFirst = false;
      return stale;
    },
  };
}
