import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { present } from '../../shared/domain/present.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { parkedForMs } from '../../shared/operations/advance-accounts.ts';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { listAccounts } from '../../shared/operations/list-accounts.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { type LedgerPage, readLedger } from '../../shared/operations/read-ledger.ts';
import { currentAccount } from '../../shared/operations/reading/current-account.ts';
import { encodeCursor } from '../../shared/operations/reading/cursor.ts';
import { reverseDebit } from '../../shared/operations/reverse-debit.ts';
import { sweepDue } from '../../shared/operations/sweep-due.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { AccountQuarantined, type Table } from '../../shared/storage/table.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { withAlteredState } from '../support/builders/altered-state.ts';
import { credits, dayMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet, testQueue } from '../support/builders/fleet.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';
import { signalSink } from '../support/service/signal-sink.ts';

const boundaryMs = startMs + 30 * dayMs;

describe.each(engines)('cycles over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  const openOne = async (accountId: string): Promise<string> => {
    await openFleet(test.newStore(), accountId, 1);
    return `${accountId}-0`;
  };

  it('debits in parallel across a boundary spend at most each cycle’s allotment, with one reset however often it is told', async () => {
    const accountId = await openOne('boundary');
    const processes = [test.newStore(), test.newStore(), test.newStore()];
    const storeOf = (index: number): CreditStore => processes[index % processes.length] ?? test.newStore();
    const debits = Array.from({ length: 100 }, (_, index) =>
      debit(storeOf(index), accountId, {
        key: `debit ${index}`,
        credits: 45,
        nowMs: boundaryMs + (index % 2 === 0 ? -1 : 1) * (index + 1),
      }),
    );
    // The reset five times, and the one before it once more.
    const resets = [boundaryMs, boundaryMs + 5, startMs, boundaryMs, boundaryMs + 9_000, boundaryMs];
    const all = await Promise.allSettled([
      ...debits,
      ...resets.map((nowMs, index) => advanceAccount(storeOf(index), accountId, nowMs)),
    ]);
    const answers = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const done = answers.filter((each) => each?.kind === 'done').length;
    const entries = await ledgerOf(test.newStore(), accountId);
    expect(verifyLedger(entries).findings).toEqual([]);
    expect(entries.filter((entry) => entry.type === 'grant').map(({ cycle }) => cycle)).toEqual([0, 1]);
    for (const cycle of [0, 1]) {
      const spent = entries.filter((entry) => entry.type === 'debit' && entry.cycle === cycle);
      expect(spent.length * 45).toBeLessThanOrEqual(1_000);
    }
    expect(entries.filter((entry) => entry.type === 'debit')).toHaveLength(done);
    const left = await currentAccount(test.newStore(), accountId, boundaryMs + 9_000);
    const spentNow = entries.filter((entry) => entry.type === 'debit' && entry.cycle === 1).length * 45;
    expect(left && balanceOf(left.account).available).toBe(credits(1_000 - spentNow));
  });

  it('a sweep that crashes at any page is made good by the next, and two at once do each transition once', async () => {
    const store = test.newStore();
    const accountIds = await openFleet(store, `sweep-${engine}`, 60);
    for (let crashAt = 1; crashAt <= 16; crashAt += 1) {
      let sends = 0;
      const broken = testQueue(() => {
        sends += 1;
        return sends === crashAt;
      });
      await expect(sweepDue(store, broken, boundaryMs)).rejects.toThrow('the queue is gone');
      await broken.work(store, boundaryMs);
    }
    const [one, two] = [testQueue(), testQueue()];
    await Promise.all([sweepDue(test.newStore(), one, boundaryMs), sweepDue(test.newStore(), two, boundaryMs)]);
    await Promise.all([one.work(test.newStore(), boundaryMs), two.work(test.newStore(), boundaryMs)]);
    for (const accountId of accountIds) {
      const entries = await ledgerOf(store, accountId);
      expect(entries.map(({ type }) => type)).toEqual(['grant', 'expiry', 'grant']);
    }
    const last = testQueue();
    expect(await sweepDue(store, last, boundaryMs)).toMatchObject({ found: 0, isPartial: false });
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
    await sweepDue(store, queue, boundaryMs);
    await queue.work(dying, boundaryMs);
    const again = testQueue();
    // They were parked for failing; their time comes.
    await sweepDue(store, again, boundaryMs + parkedForMs);
    await again.work(store, boundaryMs);
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
    await sweepDue(store, queue, boundaryMs);
    expect(await queue.work(store, boundaryMs)).toEqual([poisoned]);
    for (const accountId of healthy) expect(await ledgerOf(store, accountId)).toHaveLength(3);
    expect(await sweepDue(store, queue, boundaryMs)).toMatchObject({ found: 0, parked: 1 });
    expect((await sweepDue(store, queue, boundaryMs + parkedForMs)).found).toBe(1);
    await test.table.putMany([item]);
  });

  it('a spent add-on that ends leaves the index, though it makes no entry', async () => {
    const accountId = await openOne(`spent-${engine}`);
    const store = test.newStore();
    const loaded = await store.readAccount(accountId);
    expect(loaded?.account.grants).toHaveLength(1);
    // Ended without anything left: the advance writes the account, not the ledger.
    await debit(store, accountId, { key: 'all', credits: 1_000, nowMs: startMs });
    await advanceAccount(store, accountId, boundaryMs);
    const entries = await ledgerOf(store, accountId);
    expect(entries.map(({ type }) => type)).toEqual(['grant', 'debit', 'grant']);
    const queue = testQueue();
    await sweepDue(store, queue, boundaryMs);
    expect(queue.waiting.flatMap((message) => message.accountIds)).not.toContain(accountId);
  });

  it('a spent add-on that ended by one clock has ended for a clock that is behind', async () => {
    const accountId = await openOne(`skewed-${engine}`);
    const store = test.newStore();
    const pack = { ...requestNamed('pack'), accountId, packId: 'day-100', paymentId: 'pi_skewed' };
    await purchasePack(store, pack, startMs);
    await debit(store, accountId, { key: 'all of it', credits: 100, nowMs: startMs });
    const endMs = startMs + dayMs;
    await advanceAccount(store, accountId, endMs);

    const undone = await reverseDebit(store, { ...requestNamed('undo'), accountId, seq: 3 }, endMs - 1);
    expect(undone).toMatchObject({
      kind: 'done',
      value: { atMs: endMs, slices: [{ grantId: 'add-on-2', credits: credits(100), forfeited: true }] },
    });
  });

  it('an account whose books disagree is quarantined: no change, every read, and no other account is touched', async () => {
    const store = test.newStore();
    const [broken = '', healthy = ''] = await openFleet(store, `audit-${engine}`, 2);
    await debit(store, broken, { key: 'first', credits: 10, nowMs: startMs });
    const item = await test.table.get(accountKey(broken));
    if (item === undefined) return expect.fail('no such item');
    await test.table.putMany([withAlteredState(item, (state) => state.replace(',10000000,0,', ',9000000,0,'))]);
    let breaches: readonly { readonly accountId: string }[] = [];
    const bus = signalSink();
    for (let run = 0; run < 3 && breaches.length === 0; run += 1)
      ({ breaches } = await auditLedgers({ store, bus }, startMs));
    const breached = bus.published.filter(({ kind }) => kind === 'ledger-breach');
    expect(breached.map(({ accountId }) => accountId)).toEqual([broken]);
    expect(breaches.map(({ accountId }) => accountId)).toEqual([broken]);
    await expect(debit(test.newStore(), broken, { key: 'second', credits: 1, nowMs: startMs })).rejects.toThrow(
      AccountQuarantined,
    );
    expect((await currentAccount(store, broken, startMs))?.account.seq).toBe(2);
    expect(await debit(store, healthy, { key: 'second', credits: 1, nowMs: startMs })).toMatchObject({ kind: 'done' });
    expect((await auditLedgers({ store, bus: signalSink() }, startMs)).breaches).toEqual([]);
  });

  it('a ledger read in pages leaves nothing out, though the next page is asked of a clock that is behind', async () => {
    const store = test.newStore();
    const accountId = await openOne(`pages-${engine}`);
    const dueMs = boundaryMs + 5 * 60_000;
    const page = async (nowMs: number, cursor?: string): Promise<LedgerPage> => {
      const asked = { accountId, limit: 1, order: 'descending', ...present({ cursor }) } as const;
      const read = await readLedger(store, asked, nowMs);
      return read.kind === 'done' ? read.value : expect.fail(read.kind);
    };
    const first = await page(dueMs);
    const second = await page(dueMs - 1, first.nextCursor);
    const third = await page(dueMs - 1, second.nextCursor);
    const read = [first, second, third].flatMap(({ entries }) => entries);
    expect(read.map(({ seq, type }) => [seq, type])).toEqual([
      [3, 'grant'],
      [2, 'expiry'],
      [1, 'grant'],
    ]);
    const forged = encodeCursor(`3.${dueMs + 2 * dayMs}`, { accountId, order: 'descending' });
    expect(await readLedger(store, { accountId, limit: 1, order: 'descending', cursor: forged }, dueMs)).toMatchObject({
      kind: 'invalid',
    });
  });

  it('a closed account is swept and listed no more, but its books are audited still', async () => {
    const store = test.newStore();
    const [closed = '', open = ''] = await openFleet(store, `closed-${engine}`, 2);
    await closeAccount(store, { ...requestNamed('close'), accountId: closed }, startMs);
    const listed = await listAccounts(store, { limit: 1_000 });
    const accountIds = listed.kind === 'done' ? listed.value.accountIds : expect.fail(listed.kind);
    expect(accountIds).toContain(open);
    expect(accountIds).not.toContain(closed);
    const queue = testQueue();
    await sweepDue(store, queue, startMs + 10 * 365 * dayMs);
    expect(queue.waiting.flatMap(({ accountIds }) => accountIds)).not.toContain(closed);

    const item = await test.table.get(accountKey(closed));
    if (item === undefined) return expect.fail('no such item');
    await test.table.putMany([{ ...item, seq: 7 }]);
    const bus = signalSink();
    for (let run = 0; run < 3 && bus.published.length === 0; run += 1) await auditLedgers({ store, bus }, startMs);
    expect(bus.published.filter(({ kind }) => kind === 'ledger-breach')).toMatchObject([{ accountId: closed }]);
  });
});
