import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { listHolds } from '../../shared/operations/list-holds.ts';
import { readHold } from '../../shared/operations/read-hold.ts';
import { currentAccount } from '../../shared/operations/reading/current-account.ts';
import { sweepDue } from '../../shared/operations/sweep-due.ts';
import { credits, dayMs, startMs } from '../support/builders/fixtures.ts';
import { debit, openOne, testQueue } from '../support/builders/fleet.ts';
import { authorize, capture, expectSound, lifeMs } from '../support/builders/stored-holds.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

describe.each(engines)('holds over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('holds whose time is up are settled before anyone is refused for lack of credits, and read as given back', async () => {
    const store = test.newStore();
    const accountId = await openOne(test.newStore(), `before-refusal-${engine}`);
    const holdId = await authorize(store, accountId, 'all', 1_000);
    expect(await debit(store, accountId, { key: 'early', credits: 1, nowMs: startMs + 1 })).toMatchObject({
      kind: 'refused',
    });
    const current = await currentAccount(store, accountId, startMs + lifeMs);
    expect(current && balanceOf(current.account)).toMatchObject({ available: credits(1_000), held: 0 });
    expect(await readHold(store, { accountId, holdId }, startMs + lifeMs)).toMatchObject({
      value: { state: 'expired' },
    });
    const late = await debit(test.newStore(), accountId, { key: 'late', credits: 1_000, nowMs: startMs + lifeMs });
    expect(late).toMatchObject({ kind: 'done' });
    await expectSound(store, accountId);
  });

  it('the sweep finds an account by its earliest hold, and settles every hold that is due', async () => {
    const store = test.newStore();
    const accountId = await openOne(test.newStore(), `swept-${engine}`);
    for (let index = 0; index < 120; index += 1) await authorize(store, accountId, `hold ${index}`, 1, startMs + index);
    const queue = testQueue();
    const nowMs = startMs + lifeMs + 59;
    await sweepDue(store, queue, nowMs);
    expect(queue.waiting.flatMap(({ accountIds }) => accountIds)).toContain(accountId);
    await queue.work(test.newStore(), nowMs);
    const entries = await expectSound(store, accountId);
    expect(entries.filter(({ type }) => type === 'hold-expiry')).toHaveLength(60);
    const open = await listHolds(store, { accountId, limit: 100 }, nowMs);
    expect(open).toMatchObject({ kind: 'done' });
    expect(open.kind === 'done' && open.value.holds.length).toBe(60);
    const loaded = await store.readAccount(accountId);
    expect(loaded?.account).toMatchObject({ openHolds: 60, holdsDueMs: startMs + lifeMs + 60 });
  });

  it('a filed hold that lands late takes nothing back', async () => {
    const accountId = await openOne(test.newStore(), `late-filing-${engine}`);
    const late: (() => Promise<unknown>)[] = [];
    const slow = test.newStore((table) => ({
      ...table,
      put: async (item, guard) => {
        if (item.sk.startsWith('HOLD#')) late.push(() => table.put(item, guard));
        return table.put(item, guard);
      },
    }));
    const holdId = await authorize(slow, accountId, 'hold', 100);
    for (let index = 0; index < 8; index += 1)
      await debit(slow, accountId, { key: `fill ${index} ${'x'.repeat(120)}`, credits: 1, nowMs: startMs + 1 });
    expect(late.length).toBeGreaterThan(0);
    const store = test.newStore();
    expect(await capture(store, accountId, holdId, 'capture', 50, startMs + 2)).toMatchObject({ kind: 'done' });
    for (let index = 0; index < 8; index += 1)
      await debit(store, accountId, { key: `more ${index} ${'x'.repeat(120)}`, credits: 1, nowMs: startMs + 3 });
    for (const put of late) await put();
    expect(await readHold(store, { accountId, holdId }, startMs + 4)).toMatchObject({ value: { state: 'captured' } });
    expect(await capture(store, accountId, holdId, 'twice', 50, startMs + 4)).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'hold-settled' },
    });
    await expectSound(store, accountId);
  });

  it('a hold across a boundary is captured from the ended grant, and its rest is never revived', async () => {
    const store = test.newStore();
    const accountId = await openOne(test.newStore(), `across-${engine}`);
    const boundaryMs = startMs + 30 * dayMs;
    const holdId = await authorize(store, accountId, 'hold', 400, boundaryMs - 1_000);
    await advanceAccount(store, accountId, boundaryMs);
    await capture(test.newStore(), accountId, holdId, 'capture', 150, boundaryMs + 1_000);
    const entries = await expectSound(store, accountId);
    expect(entries.at(-1)).toMatchObject({
      slices: [{ grantId: 'plan-0', credits: credits(150) }],
      returned: [{ grantId: 'plan-0', credits: credits(250), forfeited: true }],
      after: { available: credits(1_000), held: 0 },
    });
  });
});
