/** Groups of which a member can't be appended, or is refused: the others are appended all the same, and everyone has their own answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { purchase } from '../../shared/domain/decisions/purchase-pack.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { changeOf } from '../../shared/operations/charging/change-by.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Update } from '../../shared/storage/update.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { available, debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };

let table: MemoryTable;
let store: CreditStore;
let accountId: string;
let updates: Update[];
let replaced: number;

beforeEach(async () => {
  table = createMemoryTable();
  const counted: MemoryTable = {
    ...table,
    put: (item, guard) => {
      if (item.sk === 'ACCOUNT') replaced += 1;
      return table.put(item, guard);
    },
    update: (update) => {
      updates.push(update);
      return table.update(update);
    },
  };
  store = createStore(counted, surroundings);
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
  [updates, replaced] = [[], 0];
});

/** The first of them goes alone, and the others share what follows. */
async function together(asks: readonly (() => Promise<ChangeOutcome>)[]): Promise<readonly ChangeOutcome[]> {
  const first = debit(store, accountId, 'first', 1);
  const outcomes = await Promise.all(asks.map((ask) => ask()));
  await first;
  return outcomes;
}

const take = (key: string, amount: number) => () => debit(store, accountId, key, amount);

function buy(key: string): Promise<ChangeOutcome> {
  const command = { ...requestNamed(key), accountId, packId: 'burst-100', paymentId: `pi_${key}` };
  return store.change(changeOf(purchase, command, { nowMs: startMs }));
}

describe('a group of which one is refused', () => {
  it('replaces nothing: what goes before and after is appended, and so is the refusal', async () => {
    const outcomes = await together([take('a', 10), take('too much', 2_000), take('b', 20)]);

    expect(outcomes).toMatchObject([
      { kind: 'done', entry: { seq: 3 }, isReplay: false },
      { kind: 'refused', refusal: { reason: 'insufficient-credits', available: credits(989) }, isReplay: false },
      { kind: 'done', entry: { seq: 4 }, isReplay: false },
    ]);
    expect(replaced).toBe(0);
    expect(await available(store, accountId)).toBe(credits(969));
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });

  it('or all of them, of an account with nothing left: one append holds as many refusals as it has room for', async () => {
    await debit(store, accountId, 'all of it', 999);
    updates = [];

    const outcomes = await together(Array.from({ length: 12 }, (_, index) => take(`no ${index}`, 5)));

    expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'refused'));
    expect(replaced).toBe(0);
    expect(updates.filter(({ isUrgent }) => isUrgent === undefined).length).toBeLessThan(6);
    const again = await debit(createStore(table, surroundings), accountId, 'no 3', 5);
    expect(again).toEqual({ ...outcomes[3], isReplay: true });
  });
});

describe('a group with a change that nothing may share an item with', () => {
  it('appends what comes before it, and replaces the item once with the rest', async () => {
    const outcomes = await together([take('a', 10), take('b', 10), () => buy('bought'), take('c', 10)]);

    expect(outcomes.map((each) => each.kind === 'done' && each.entry.seq)).toEqual([3, 4, 5, 6]);
    expect(replaced).toBe(1);
    expect((await loadedAccount(store, accountId)).log.entries.at(-1)?.seq).toBe(6);
    expect(await available(store, accountId)).toBe(credits(1_069));
  });
});
