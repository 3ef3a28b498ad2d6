import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { advance } from '../../shared/domain/transitions/advance.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
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
});

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
