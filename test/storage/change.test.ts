import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { refusalMemoryMs } from '../../shared/domain/decisions/refusal.ts';
import { paymentMark, reversalMark } from '../../shared/domain/ledger/mark.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { advance } from '../../shared/domain/transitions/advance.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountKey, keyKey } from '../../shared/storage/table-keys.ts';
import { decidePurchase, decideReversal, onAccount } from '../support/builders/decisions.ts';
import { credits, dayMs, plans, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { available, debit, ledger, openAccountItem } from '../support/builders/write-path.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

describe.each(engines)('the write path over %s', (engine) => {
  let test: TestStore;

  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('300 racing debits of 7, each sent thrice from three processes, never spend a credit twice', async () => {
    const stores = [test.newStore(), test.newStore(), test.newStore()];
    const accountId = await openAccountItem(test.newStore());
    const outcomes = await Promise.all(
      Array.from({ length: 900 }, (_, index) => {
        const store = stores[index % 3] ?? test.newStore();
        return eventually(() => debit(store, accountId, `key ${Math.floor(index / 3)}`, 7));
      }),
    );
    const kinds = new Map<number, Set<string>>();
    for (const [index, outcome] of outcomes.entries()) {
      const key = Math.floor(index / 3);
      const answer = JSON.stringify(
        outcome.kind === 'done' ? receiptJson(outcome.entry) : { ...outcome, isReplay: false },
      );
      kinds.set(key, (kinds.get(key) ?? new Set()).add(answer));
    }
    expect([...kinds.values()].every((answers) => answers.size === 1)).toBe(true);
    const answers = [...kinds.values()].map(([answer = '']) => answer);
    expect(answers.filter((answer) => answer.includes('"type":"debit"'))).toHaveLength(142);
    expect(answers.filter((answer) => answer.includes('insufficient-credits'))).toHaveLength(158);
    const entries = await ledger(test.newStore(), accountId);
    expect(entries).toHaveLength(143);
    expect(verifyLedger(entries).findings).toEqual([]);
    expect(await available(test.newStore(), accountId)).toBe(credits(1_000 - 142 * 7));
  });

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
    await purchase(store, accountId, 'pi_1', startMs + 1);
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
    await purchase(store, accountId, 'pi_1', startMs + refusalMemoryMs);
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

  it('changes that wait together share writes, in order, each with its own answer', async () => {
    let puts = 0;
    const store = test.newStore((table) => ({
      ...table,
      put: (item, guard) => {
        puts += 1;
        return table.put(item, guard);
      },
    }));
    const accountId = await openAccountItem(store);
    puts = 0;
    const outcomes = await Promise.all(
      Array.from({ length: 120 }, (_, index) => debit(store, accountId, `key ${index}`, 1)),
    );
    expect(outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.entry.seq : 0))).toEqual(
      Array.from({ length: 120 }, (_, index) => index + 2),
    );
    expect(puts).toBeLessThanOrEqual(5);
  });

  it('a decision that throws fails alone; those that share its write go on', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const bug = new TypeError('a bug');
    const throwing = (): Promise<ChangeOutcome> =>
      store.change({
        ...requestNamed('bug'),
        accountId,
        nowMs: startMs,
        decide: () => {
          throw bug;
        },
      });
    // The first goes alone; those that come while it is on its way share the next write.
    const first = debit(store, accountId, 'first', 1);
    const together = [debit(store, accountId, 'a', 1), throwing(), debit(store, accountId, 'b', 1)];
    const outcomes = await Promise.allSettled([first, ...together]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: bug });
    expect(await ledger(store, accountId)).toHaveLength(4);
  });

  it('one payment told under two keys buys once, and both get the receipt', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const first = await purchase(store, accountId, 'pi_1', startMs, 'key 1');
    expect(await purchase(store, accountId, 'pi_1', startMs, 'key 2')).toEqual({ ...first, isReplay: true });
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
    expect(await purchase(test.newStore(), accountId, 'pi_1', startMs, 'key 3')).toEqual({ ...first, isReplay: true });
    expect(await purchase(test.newStore(), accountId, 'pi_1', startMs, 'key 2')).toEqual({ ...first, isReplay: true });
    expect(await available(store, accountId)).toBe(credits(1_000 + 1_000 - 40));
  });

  it('a payment told under a second key is answered alike under it for ever, as any success is', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const first = await purchase(store, accountId, 'pi_1', startMs, 'key 1');
    await purchase(store, accountId, 'pi_1', startMs, 'key 2');
    const laterMs = startMs + 2 * refusalMemoryMs;
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1, laterMs);
    const reused = { kind: 'refused', refusal: { reason: 'idempotency-key-reused' }, isReplay: false };
    expect(await debit(test.newStore(), accountId, 'key 2', 1, laterMs)).toEqual(reused);
    expect(await purchase(test.newStore(), accountId, 'pi_1', laterMs, 'key 2')).toEqual({ ...first, isReplay: true });
  });

  it('a debit is reversed once, also after both were filed and from another process', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const spent = await debit(store, accountId, 'spent', 100);
    const seq = spent.kind === 'done' ? spent.entry.seq : 0;
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
    const [a, b] = await Promise.all([
      reverse(test.newStore(), accountId, seq, 'a'),
      reverse(test.newStore(), accountId, seq, 'b'),
    ]);
    expect([a.kind, b.kind].sort()).toEqual(['done', 'refused']);
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `and more ${index}`, 1);
    expect(await reverse(test.newStore(), accountId, seq, 'c')).toMatchObject({
      refusal: { reason: 'entry-reversed' },
    });
    expect(await available(store, accountId)).toBe(credits(1_000 - 80));
  });

  it('the account item stays near a write unit when debits come one by one, and below 16 KB when many do', async () => {
    const sizes: number[] = [];
    const store = test.newStore((table) => ({
      ...table,
      put: (item, guard) => {
        if (item.sk === 'ACCOUNT') sizes.push(itemSizeBytes(item));
        return table.put(item, guard);
      },
    }));
    const accountId = await openAccountItem(store);
    for (let index = 0; index < 30; index += 1) await debit(store, accountId, `01JDBXQ4W8N2T6V0Y4B8D2F6${index}`, 1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_024);
    const long = 'k'.repeat(200);
    await Promise.all(Array.from({ length: 200 }, (_, index) => debit(store, accountId, `${long} ${index}`, 1)));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * 1_024);
  });

  it('an account that nobody touched for ten years of weeks is brought up to date in bounded writes', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const nowMs = startMs + 10 * 365 * dayMs;
    expect(await debit(store, accountId, 'late', 1, nowMs)).toMatchObject({ kind: 'done' });
    const entries = await ledger(store, accountId);
    expect(verifyLedger(entries).findings).toEqual([]);
    expect(entries.filter((entry) => entry.type === 'grant')).toHaveLength(120);
    const loaded = await store.readAccount(accountId);
    expect(loaded && advance(loaded.account, { nowMs, plans, rateCards: [] }).entries).toEqual([]);
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

  function purchase(
    store: CreditStore,
    accountId: string,
    paymentId: string,
    nowMs: number,
    key = paymentId,
  ): Promise<ChangeOutcome> {
    const command = { ...requestNamed(key), packId: 'burst-1000', paymentId };
    return store.change({
      ...command,
      accountId,
      nowMs,
      marks: [paymentMark(paymentId)],
      decide: onAccount(decidePurchase, command),
    });
  }

  function reverse(store: CreditStore, accountId: string, seq: number, key: string): Promise<ChangeOutcome> {
    const command = { ...requestNamed(key), seq };
    return store.change({
      ...command,
      accountId,
      nowMs: startMs,
      entrySeq: seq,
      marks: [reversalMark(seq)],
      decide: onAccount(decideReversal, command),
    });
  }
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

/** Repeats as a caller does after a 503: the same key again. */
async function eventually(change: () => Promise<ChangeOutcome>): Promise<ChangeOutcome> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await change();
    } catch (cause) {
      if (!(cause instanceof StoreUnavailable) || tries === 20) throw cause;
    }
  }
}
