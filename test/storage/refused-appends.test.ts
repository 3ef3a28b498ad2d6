/** Appends that the item doesn't let through: each change is answered all the same, in few writes, and none is made that can't succeed. */
import { beforeEach, describe, expect, it } from 'vitest';
import { debit as debitCommand } from '../../shared/domain/decisions/debit-credits.ts';
import { paymentMark } from '../../shared/domain/ledger/mark.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { changeOf } from '../../shared/operations/charging/change-by.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { accountKey, type Item } from '../../shared/storage/table-keys.ts';
import { decidePurchase, onAccount } from '../support/builders/decisions.ts';
import { credits, dayMs, debitOf, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { available, debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

let table: MemoryTable;
let accountId: string;
let clockMs: number;
let pausedMs: number;
/** The outcomes of what was written of account items. */
let written: string[] = [];
let keys: number;

beforeEach(async () => {
  table = createMemoryTable();
  // As clocks that only go forward are: no whole number.
  [clockMs, pausedMs, keys] = [1_234.567, 0, 0];
  const store = newStore();
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
  written = [];
});

/** A process whose clock goes on while it waits. */
function newStore(over: Partial<Table> = {}): CreditStore {
  const noted: Table = {
    ...table,
    put: async (item, guard) => {
      const outcome = await (over.put ?? table.put)(item, guard);
      if (item.sk === 'ACCOUNT') written.push(`put ${outcome.kind}`);
      return outcome;
    },
    update: async (update) => {
      const outcome = await (over.update ?? table.update)(update);
      written.push(`update ${outcome.kind}`);
      return outcome;
    },
    get: over.get ?? table.get,
  };
  const sleep = async (ms: number): Promise<void> => {
    clockMs += ms;
    pausedMs += ms;
  };
  return createStore(noted, { sleep, random: () => 0.5, monotonicMs: () => clockMs });
}

/** Another key that says when it was made. */
function keyOf(madeAtMs: number): string {
  keys += 1;
  const hex = Math.floor(madeAtMs).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(keys).padStart(12, '0')}`;
}

async function altered(change: (item: Item) => Partial<Item>): Promise<void> {
  const item = await table.get(accountKey(accountId));
  if (item !== undefined) await table.putMany([{ ...item, ...change(item) }]);
}

const refused = (): readonly string[] => written.filter((each) => each.endsWith('refused'));

function buy(store: CreditStore, key: string, nowMs = startMs): Promise<ChangeOutcome> {
  const command = { ...requestNamed(key), packId: 'burst-100', paymentId: `pi_${key}` };
  return store.change({
    ...command,
    accountId,
    nowMs,
    marks: [paymentMark(command.paymentId)],
    decide: onAccount(decidePurchase, command),
  });
}

function noted(store: CreditStore, key: string, bytes: number): Promise<ChangeOutcome> {
  const command = { ...debitOf(1, key), fingerprint: key, dimensions: { note: 'x'.repeat(bytes) } };
  const append = { kind: 'debit', command } as const;
  return store.change({ ...changeOf(debitCommand, { ...command, accountId }, { nowMs: startMs }), append });
}

describe('keys on both sides of one that was made for a time to come', () => {
  it('are appended by one group', async () => {
    const yearMs = 365 * dayMs;
    const store = newStore();
    await debit(store, accountId, keyOf(startMs + 500 * yearMs), 1);
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, keyOf(startMs), 1);
    expect((await loadedAccount(store, accountId)).escrow?.watermark.far).toBeDefined();
    const other = newStore();
    written = [];

    const outcomes = await Promise.all([
      debit(other, accountId, keyOf(startMs + 1), 1),
      debit(other, accountId, keyOf(startMs + 2), 1),
      debit(other, accountId, keyOf(startMs + 900 * yearMs), 1),
    ]);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    expect(refused().length).toBeLessThanOrEqual(1);
    expect(await available(store, accountId)).toBe(credits(1_000 - 44));
  });
});

describe('a pause for a change that replaces the item', () => {
  const pausedFor = (ms: number): Promise<void> => altered(() => ({ pausedUntilMs: startMs + ms }));

  it('whose process died lapses, also for whoever asked before that', async () => {
    await pausedFor(1_500);

    const outcome = await debit(newStore(), accountId, keyOf(startMs), 1);

    expect(outcome.kind).toBe('done');
    expect(pausedMs).toBeGreaterThanOrEqual(1_490);
    expect(pausedMs).toBeLessThan(1_600);
  });

  it('is kept to by what has waited for its turn for seconds', async () => {
    const store = newStore();
    await debit(store, accountId, keyOf(startMs), 1);
    clockMs += 2_000;
    await pausedFor(3_500);

    await debit(store, accountId, keyOf(startMs), 1);

    expect(pausedMs).toBeGreaterThanOrEqual(1_490);
    expect(pausedMs).toBeLessThan(1_600);
  });

  it('is asked for from when it is needed on, however long its change has waited by then', async () => {
    const other = newStore();
    let rivals = 0;
    const store = newStore({
      put: async (item, guard) => {
        if (item.sk === 'ACCOUNT' && rivals < 2) {
          rivals += 1;
          clockMs += 1_000;
          await debit(other, accountId, keyOf(startMs + 1_000 * rivals), 1, startMs + 1_000 * rivals);
        }
        return table.put(item, guard);
      },
      update: async (update) => {
        const outcome = await table.update(update);
        if (outcome.kind === 'stored') pauses.push(outcome.item['pausedUntilMs']);
        return outcome;
      },
    });
    const pauses: unknown[] = [];

    expect(await buy(store, 'bought')).toMatchObject({ kind: 'done' });
    expect(pauses).toEqual([startMs + 3_500]);
  });
});

describe('an append that is refused though the account says it is let through', () => {
  it.each([
    ['by an engine that gives back what is there', true],
    ['by one that does not', false],
  ])('is carried out on condition of the whole item after a few tries: %s', async (_what, isGivenBack) => {
    await altered(({ free }) => ({ free: Number(free) - 1 }));
    const store = newStore({
      update: async (update) => {
        const outcome = await table.update(update);
        return outcome.kind === 'refused' && !isGivenBack ? { kind: 'refused' } : outcome;
      },
    });

    const outcome = await debit(store, accountId, keyOf(startMs), 1_000);

    expect(outcome.kind).toBe('done');
    expect(refused().length).toBeLessThanOrEqual(4);
    expect(await loadedAccount(store, accountId)).toMatchObject({ escrow: { free: 0 } });
  });
});

describe('an account that this process knows', () => {
  it('to be due is read before anything is written', async () => {
    const store = newStore();
    await debit(store, accountId, keyOf(startMs), 1);
    const nextMs = startMs + 40 * dayMs;

    expect(await debit(store, accountId, keyOf(nextMs), 1, nextMs)).toMatchObject({ kind: 'done' });
    expect(refused()).toEqual([]);
  });

  it('to have too little is read before anything is written', async () => {
    const [store, other] = [newStore(), newStore()];
    await debit(store, accountId, keyOf(startMs), 400);
    await debit(other, accountId, keyOf(startMs), 400);
    await debit(store, accountId, keyOf(startMs), 100);
    written = [];

    const outcome = await debit(store, accountId, keyOf(startMs + 1), 101, startMs + 1);

    expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: 'insufficient-credits' } });
    expect(written).toEqual(['update stored']);
  });
});

describe('a process that is asked twice running, by chance', () => {
  it('takes nobody for absent: it appends, and replaces nothing that others append to', async () => {
    const [store, other] = [newStore(), newStore()];
    for (let index = 0; index < 60; index += 1) {
      const nowMs = startMs + 5 * index;
      await debit(index % 3 === 2 ? other : store, accountId, keyOf(nowMs), 1, nowMs);
    }

    expect(written.filter((each) => each.startsWith('put'))).toEqual([]);
  });
});

describe('changes that nobody has looked at the account for', () => {
  it('are appended as many at a time as there is room for at all', async () => {
    let tries = 0;
    const store = newStore({
      update: async (update) => {
        tries += 1;
        if (tries === 1) throw new StoreUnavailable('down');
        return table.update(update);
      },
    });
    const first = debit(store, accountId, keyOf(startMs), 1);
    const others = Array.from({ length: 10 }, () => noted(store, keyOf(startMs), 2_500));
    await expect(first).rejects.toBeInstanceOf(StoreUnavailable);

    const outcomes = await Promise.all(others);

    expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'done'));
    expect(written.slice(0, 1)).toEqual(['update stored']);
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });
});

describe('a filing that an append makes due', () => {
  it('is no reason to fail what can be carried out, though what is filed already says something else', async () => {
    const contradicting = newStore({
      put: async (item, guard) =>
        item.sk.startsWith('ENTRIES#')
          ? { kind: 'refused', existing: { ...item, entries: ['nonsense'] } }
          : table.put(item, guard),
    });

    for (let index = 0; index < 40; index += 1) await debit(contradicting, accountId, keyOf(startMs), 1);

    const { escrow, log } = await loadedAccount(newStore(), accountId);
    expect(escrow?.filings).toBe(0);
    expect(log.entries).toHaveLength(41);
    expect(await available(newStore(), accountId)).toBe(credits(960));
  });

  it('is not what the next change is decided on, if more was written after it', async () => {
    for (let index = 1; index <= 30; index += 1) await appendedTwice(startMs + 1_000 * index);

    expect((await loadedAccount(newStore(), accountId)).escrow?.filings).toBeGreaterThan(2);
    expect(refused()).toEqual([]);
  });

  /** A process appends a change, and another one of the same group after that, while somebody asks for a purchase. */
  async function appendedTwice(nowMs: number): Promise<void> {
    const old = `old ${nowMs}`;
    let updates = 0;
    let bought: Promise<ChangeOutcome> | undefined;
    const store = newStore({
      update: async (update) => {
        updates += 1;
        if (updates === 1) throw new StoreUnavailable('down');
        const outcome = await table.update(update);
        if (JSON.stringify((await loadedAccount(newStore(), accountId)).escrow).includes(old))
          bought ??= buy(store, `${nowMs}`, nowMs);
        return outcome;
      },
    });
    const first = debit(store, accountId, keyOf(nowMs), 1, nowMs);
    const others = [debit(store, accountId, keyOf(nowMs), 1, nowMs), debit(store, accountId, old, 1, nowMs)];
    await expect(first).rejects.toBeInstanceOf(StoreUnavailable);
    await Promise.all(others);
    expect(await bought).toMatchObject({ kind: 'done' });
  }
});

describe('the measure of when a tail is full', () => {
  it('goes by its entries, however many refusals lie among them', async () => {
    const [one, other] = [newStore(), newStore()];
    await debit(one, accountId, 'early', 1);
    const nowMs = startMs + dayMs;
    for (let index = 0; index < 2; index += 1) {
      await debit(other, accountId, keyOf(nowMs + index), 2_000, nowMs + index);
      await debit(one, accountId, keyOf(nowMs + index), 1, nowMs + index);
    }
    const { log, escrow, tailEntries } = await loadedAccount(one, accountId);

    expect(log.notes.length).toBeGreaterThan(0);
    expect(tailEntries).toBe((escrow?.tail.length ?? 0) - log.notes.length);
  });
});
