/**
 * An account as of an instant: balance, grants and limits as the last entry by then left them, whatever checkpoints there are, at a
 * price that doesn't grow with the ledger.
 */
import { describe, expect, it } from 'vitest';
import { listLimits } from '../../shared/operations/list-limits.ts';
import { readAccount } from '../../shared/operations/read-account.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { historyOf, storeHistory } from '../support/builders/checkpointed-history.ts';
import { dayMs, plan, startMs } from '../support/builders/fixtures.ts';
import { longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { expected, told } from '../support/expectations/account-at.ts';
import { isUnderMutation, rounds } from '../support/expectations/effort.ts';

/** `HISTORIES=1000 INSTANTS=100 npm test -- test/operations/account-at.test.ts` takes a minute or two. */
const histories = Number(process.env['HISTORIES'] ?? rounds(20));
const instants = Number(process.env['INSTANTS'] ?? 15);

describe('an account as of an instant', () => {
  it(
    'is what the fold of its ledger by then says, wherever there are checkpoints',
    async () => {
      for (let seed = 0; seed < histories; seed += 1) {
        const random = seedDecider(seed);
        const history = historyOf(seed);
        const store = await storeHistory(history, random);
        const nowMs = history.account.lastAtMs;
        for (let index = 0; index < instants; index += 1) {
          const dice = random();
          const chosen = history.entries[Math.floor(random() * history.entries.length)]?.atMs ?? startMs;
          const atMs = dice < 0.5 ? chosen : startMs + Math.floor(random() * (nowMs - startMs + 1));
          const outcome = await readAccount(store, { accountId: history.account.accountId, atMs }, nowMs);
          if (outcome.kind !== 'done') return expect.fail(`history ${seed}: ${JSON.stringify(outcome)}`);
          expect(told(outcome.value), `history ${seed} at ${atMs}`).toEqual(expected(history.entries, atMs));
        }
      }
    },
    60_000 + 6_000 * histories,
  );

  it.skipIf(isUnderMutation)('costs a few calls in a ledger of 20,000 entries, once it was made', async () => {
    const table = createMemoryTable();
    const store = createStore(table, stillSurroundings);
    await store.catalogue.addPlan(plan());
    const ledger = longLedger(20_000);
    await storeLedger(table, ledger);
    const ask = (of: CreditStore, seq: number) =>
      readAccount(of, { accountId: 'long', atMs: startMs + seq }, startMs + 1_000_000);
    const answers: string[] = [];
    for (let asked = 0; asked < 20 && answers.at(-1) !== 'done'; asked += 1) {
      const outcome = await ask(store, 19_990);
      answers.push(outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind);
    }
    expect(answers).toEqual([...Array(7).fill('history-pending'), 'done']);

    const random = seedDecider(1);
    for (let index = 0; index < 20; index += 1) {
      const counting = countingTable(table);
      const seq = 2 + Math.floor(random() * 19_900);
      const outcome = await ask(createStore(counting.table, stillSurroundings), seq);
      expect(outcome).toMatchObject({ kind: 'done', value: { seq, through: { seq, atMs: startMs + seq } } });
      expect(outcome.kind === 'done' && outcome.value.available).toBe(1_000_000_000 - (seq - 1));
      expect(counting.counts.calls).toBeLessThanOrEqual(5);
      expect(counting.counts).toMatchObject({ writeUnits: 0 });
    }
  });

  it('is none before it was opened, none of the future, and now without an instant', async () => {
    const table = createMemoryTable();
    const store = createStore(table, stillSurroundings);
    await store.catalogue.addPlan(plan());
    await storeLedger(table, longLedger(40));
    const ask = (atMs: number) => readAccount(store, { accountId: 'long', atMs }, startMs + dayMs);

    expect(await ask(startMs - 1)).toMatchObject({ refusal: { reason: 'account-not-found' } });
    expect(await ask(startMs + 2 * dayMs)).toMatchObject({ kind: 'invalid', field: 'at' });
    expect(await ask(startMs)).toMatchObject({ value: { seq: 1, through: { seq: 1 } } });
    expect(await ask(startMs + dayMs)).toMatchObject({ value: { seq: 40, through: { seq: 40, atMs: startMs + 40 } } });
    const now = await readAccount(store, { accountId: 'long' }, startMs + dayMs);
    expect(now.kind === 'done' && now.value.through).toBeUndefined();
    expect(await listLimits(store, { accountId: 'long', atMs: startMs }, startMs + dayMs)).toMatchObject({
      value: { limits: [], through: { seq: 1 } },
    });
  });

  it('passes over checkpoints of another ledger, and names what it can’t prove', async () => {
    const table = createMemoryTable();
    const store = createStore(table, stillSurroundings);
    await store.catalogue.addPlan(plan());
    const ledger = longLedger(60);
    await storeLedger(table, ledger);
    const gone = { ...ledger.account, headHash: 'ab'.repeat(32) };
    await store.checkpoints.keep([
      { ...gone, seq: 30, lastAtMs: startMs + 30 },
      // As entries were that a restored table has lost.
      { ...gone, seq: 60, lastAtMs: startMs + 35 },
      { ...gone, seq: 75, lastAtMs: startMs + 38 },
    ]);
    const ask = () => readAccount(store, { accountId: 'long', atMs: startMs + 40 }, startMs + dayMs);

    expect(await ask()).toMatchObject({ value: { available: 1_000_000_000 - 39, through: { seq: 40 } } });
    const segment = [...table.items.values()].find(({ sk }) => sk.startsWith('ENTRIES#000000000028'));
    if (segment === undefined) return expect.fail('there is no such segment');
    await table.putMany([{ ...segment, entries: ['{'] }]);
    expect(await ask()).toMatchObject({ value: { through: { seq: 14 }, unprovable: [{ first: 15, last: 28 }] } });
  });
});
