import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { present } from '../../shared/domain/present.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { type LedgerPage, readLedger } from '../../shared/operations/read-ledger.ts';
import { currentAccount } from '../../shared/operations/reading/current-account.ts';
import { encodeCursor } from '../../shared/operations/reading/cursor.ts';
import { reverseDebit } from '../../shared/operations/reverse-debit.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { credits, dayMs, renewsAtMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openOne } from '../support/builders/fleet.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

describe.each(engines)('cycles over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('debits in parallel across a boundary spend at most each cycle’s allotment, with one reset however often it is told', async () => {
    const accountId = await openOne(test.newStore(), 'boundary');
    const processes = [test.newStore(), test.newStore(), test.newStore()];
    const storeOf = (index: number): CreditStore => processes[index % processes.length] ?? test.newStore();
    const debits = Array.from({ length: 100 }, (_, index) =>
      debit(storeOf(index), accountId, {
        key: `debit ${index}`,
        credits: 45,
        nowMs: renewsAtMs + (index % 2 === 0 ? -1 : 1) * (index + 1),
      }),
    );
    // The reset five times, and the one before it once more.
    const resets = [renewsAtMs, renewsAtMs + 5, startMs, renewsAtMs, renewsAtMs + 9_000, renewsAtMs];
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
    const left = await currentAccount(test.newStore(), accountId, renewsAtMs + 9_000);
    const spentNow = entries.filter((entry) => entry.type === 'debit' && entry.cycle === 1).length * 45;
    expect(left && balanceOf(left.account).available).toBe(credits(1_000 - spentNow));
  });

  it('a spent add-on that ended by one clock has ended for a clock that is behind', async () => {
    const accountId = await openOne(test.newStore(), `skewed-${engine}`);
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

  it('a ledger read in pages leaves nothing out, though the next page is asked of a clock that is behind', async () => {
    const store = test.newStore();
    const accountId = await openOne(test.newStore(), `pages-${engine}`);
    const dueMs = renewsAtMs + 5 * 60_000;
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
});
