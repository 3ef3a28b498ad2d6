/** Changes that wait for one account together: each is decided on what the one before it left, and keeps its own answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { refuse } from '../../shared/domain/decisions/decision.ts';
import { reversal } from '../../shared/domain/decisions/reverse-debit.ts';
import { paymentMark } from '../../shared/domain/ledger/mark.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { changeOf } from '../../shared/operations/charging/change-by.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { decideDebit, decideEnd, decideKeep, decidePurchase, onAccount } from '../support/builders/decisions.ts';
import { storageSku } from '../support/builders/drawing.ts';
import { credits, dayMs, debitOf, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { variedCards } from '../support/builders/varied-commands.ts';
import { available, debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
const yearMs = 365 * dayMs;

let table: MemoryTable;
let store: CreditStore;
let counted: MemoryTable;
let accountId: string;
/** Account items, as they were written. */
let written: Item[];

beforeEach(async () => {
  table = createMemoryTable();
  const put: MemoryTable['put'] = (item, guard) => {
    if (item.sk === 'ACCOUNT') written.push(item);
    return table.put(item, guard);
  };
  const update: MemoryTable['update'] = async (asked) => {
    const outcome = await table.update(asked);
    if (outcome.kind === 'stored') written.push(outcome.item);
    return outcome;
  };
  counted = { ...table, put, update };
  store = createStore(counted, surroundings);
  written = [];
  await store.catalogue.addPlan(plan());
  for (const card of variedCards) await store.catalogue.addRateCard(card);
  accountId = await openAccountItem(store);
  written = [];
});

/** The first of them goes alone, and the others share the next write. */
async function together(asks: readonly (() => Promise<ChangeOutcome>)[]): Promise<readonly ChangeOutcome[]> {
  const first = debit(store, accountId, 'first', 1);
  const outcomes = await Promise.all(asks.map((ask) => ask()));
  await first;
  return outcomes;
}

function advance(nowMs: number): Promise<ChangeOutcome> {
  return store.change({ accountId, nowMs, decide: () => ({ kind: 'advanced' }) });
}

function buy(packId: string, key: string): Promise<ChangeOutcome> {
  const command = { ...requestNamed(key), packId, paymentId: `pi_${packId}` };
  const marks = [paymentMark(command.paymentId)];
  return store.change({ ...command, accountId, nowMs: startMs, marks, decide: onAccount(decidePurchase, command) });
}

describe('changes that share a write', () => {
  it('may reverse a debit that is in it', async () => {
    const command = { ...requestNamed('reverse'), seq: 4 };
    const undo = changeOf(reversal, { ...command, accountId }, { nowMs: startMs });

    const [, spent, reversed] = await together([
      () => buy('burst-100', 'bought'),
      () => debit(store, accountId, 'spent', 100),
      () => store.change(undo),
    ]);

    expect(spent).toMatchObject({ kind: 'done', entry: { seq: 4 } });
    expect(reversed).toMatchObject({ kind: 'done', entry: { seq: 5, reverses: 4 } });
    expect(await available(store, accountId)).toBe(credits(1_099));
    expect(written).toHaveLength(2);
  });

  it('find the key and the payment of one that is in it', async () => {
    const asks = [() => buy('burst-100', 'a'), () => buy('burst-100', 'a'), () => buy('burst-100', 'b')];

    const [first, again, told] = await together(asks);

    expect(first).toMatchObject({ kind: 'done', isReplay: false });
    expect([again, told]).toEqual([
      { ...first, isReplay: true },
      { ...first, isReplay: true },
    ]);
    expect(await available(store, accountId)).toBe(credits(1_099));
  });

  it('meet a rate card that came into effect between them', async () => {
    const tariff = { credits: credits(1), per: 1, unitMs: 3_600_000, rateCard: '2026-11-01' };
    const usage = { usageId: 'logs', sku: storageSku };
    const keeping = {
      ...requestNamed('keep'),
      ...usage,
      quantity: 1_000_000n,
      price: { kind: 'tariff', tariff },
    } as const;
    const ending = { ...requestNamed('end'), ...usage };
    const fromMs = startMs + 19 * dayMs;
    const at = { accountId, nowMs: fromMs };
    const asks = [
      () => store.change({ ...keeping, ...at, decide: onAccount(decideKeep, keeping) }),
      () => store.change({ ...ending, ...at, nowMs: fromMs + dayMs, decide: onAccount(decideEnd, ending) }),
    ];

    await together(asks);

    // The card of the 20th is in effect for the rest of the day.
    const kept = (await ledger(store, accountId)).flatMap((entry) => entry.kept ?? []);
    expect(kept.map(({ rateCard }) => rateCard)).toEqual(['2026-11-01', '2026-11-20']);
    expect(written).toHaveLength(2);
  });

  it('are answered in the order in which they were asked when an account was overdue for years', async () => {
    const outcomes = await together([
      () => debit(store, accountId, 'soon', 1),
      () => debit(store, accountId, 'late', 1, startMs + 10 * yearMs),
      () => debit(store, accountId, 'too late', 5_000, startMs + 10 * yearMs),
    ]);

    expect(outcomes.map(({ kind, isReplay }) => [kind, isReplay])).toEqual([
      ['done', false],
      ['done', false],
      ['refused', false],
    ]);
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });

  it('go into as many writes as keep each item below 16 KB, and one that is large goes alone', async () => {
    const noted = (key: string, size: number): Promise<ChangeOutcome> => {
      const command = { ...debitOf(1, key), dimensions: { note: `${key} ${'x'.repeat(size)}` } };
      return store.change({ ...command, accountId, nowMs: startMs, decide: onAccount(decideDebit, command) });
    };
    const small = Array.from({ length: 40 }, (_, index) => () => noted(`note ${index}`, 1_000));

    const outcomes = await together([...small, () => noted('large', 13_000)]);

    expect(outcomes.map((outcome) => outcome.kind === 'done' && outcome.entry.seq)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 3),
    );
    expect(outcomes.filter(({ isReplay }) => isReplay)).toEqual([]);
    for (const item of written) expect(itemSizeBytes(item)).toBeLessThan(16 * 1_024);
    expect(written.length).toBeLessThan(10);
  });
});

describe('a change of an account that is long overdue', () => {
  it('is told to try again when that takes longer than a request has, and goes on from what was stored', async () => {
    const nowMs = startMs + 40 * yearMs;
    let waitedMs = 0;
    const passing = (): number => {
      waitedMs += 900;
      return waitedMs;
    };
    const slow = createStore(counted, { ...surroundings, monotonicMs: passing });

    const answer = debit(slow, accountId, 'late', 1, nowMs);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('the account was too busy');
    const stored = written.length;
    expect(stored).toBeGreaterThan(5);
    expect(await debit(store, accountId, 'late', 1, nowMs)).toMatchObject({ kind: 'done', isReplay: false });
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });
});

describe('a change that asks for nothing but what became due', () => {
  it('writes nothing when nothing has', async () => {
    expect(await advance(startMs)).toEqual({ kind: 'advanced', isReplay: false });
    expect(written).toEqual([]);
  });

  it('writes an account whose spent pack ended, though that makes no entry', async () => {
    await buy('day-100', 'buy');
    await debit(store, accountId, 'all of it', 100);
    const { account: before } = await loadedAccount(store, accountId);
    const item = await table.get(accountKey(accountId));

    expect(await advance(startMs + dayMs)).toEqual({ kind: 'advanced', isReplay: false });

    const { account } = await loadedAccount(store, accountId);
    expect(account.seq).toBe(before.seq);
    expect(account.grants.length).toBe(before.grants.length - 1);
    expect(balanceOf(account)).toEqual(balanceOf(before));
    expect(Number((await table.get(accountKey(accountId)))?.['dueAtMs'])).toBeGreaterThan(Number(item?.['dueAtMs']));
    written = [];
    await advance(startMs + dayMs);
    expect(written).toEqual([]);
  });
});

describe('an answer', () => {
  it('about an account that is not there is not remembered', async () => {
    const command = { ...debitOf(1, 'key'), fingerprint: 'debit of 1' };
    const refused = { kind: 'refused', refusal: { reason: 'account-not-found' }, isReplay: false };
    const unknown = { ...command, accountId: 'nobody', nowMs: startMs, decide: onAccount(decideDebit, command) };

    expect(await store.change(unknown)).toEqual(refused);
    expect(await store.change({ ...unknown, decide: () => ({ kind: 'advanced' }) })).toMatchObject({
      kind: 'advanced',
    });
    expect(written).toEqual([]);
  });

  it('without a key is given, and nothing of it is kept', async () => {
    const refusal = { reason: 'account-closed' } as const;

    const answer = await store.change({ accountId, nowMs: startMs, decide: () => refuse(refusal) });

    expect(answer).toEqual({ kind: 'refused', refusal, isReplay: false });
    expect(written).toEqual([]);
  });

  it('of no is forgotten after 24 hours to the millisecond, while it is in the log as well', async () => {
    const refused = await debit(store, accountId, 'key', 1_001);

    expect(await debit(store, accountId, 'key', 1_001, startMs + dayMs - 1)).toEqual({ ...refused, isReplay: true });
    expect((await loadedAccount(store, accountId)).log.notes).toHaveLength(1);
    expect(await debit(store, accountId, 'key', 1_001, startMs + dayMs)).toEqual(refused);
  });

  it('that was given under another key is found by this one alone, also when all is filed', async () => {
    const first = await buy('burst-100', 'a');
    await buy('burst-100', 'b');
    for (let index = 0; index < 60; index += 1) await debit(store, accountId, `more ${index}`, 1);

    const decide = (): never => expect.fail('it was decided before');
    const asks = { ...requestNamed('b'), accountId, nowMs: startMs + 2 * dayMs, decide };
    expect(await createStore(table, surroundings).change(asks)).toEqual({ ...first, isReplay: true });
  });
});
