/**
 * An account as of an instant: balance, grants and limits as the last entry by then left them, whatever checkpoints there are, at a
 * price that doesn't grow with the ledger.
 */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../shared/domain/account/account.ts';
import { type FoldedGrant, left } from '../../shared/domain/ledger/books.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { fold } from '../../shared/domain/ledger/fold.ts';
import { listLimits } from '../../shared/operations/list-limits.ts';
import { type AccountViewAt, readAccount } from '../../shared/operations/read-account.ts';
import { keepSums } from '../../shared/operations/reading/keep-sums.ts';
import { encodeAccount } from '../../shared/storage/account-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, startMs } from '../support/builders/fixtures.ts';
import { fileEntries, type Ledger, loadedAt, longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { playUndoing } from '../support/builders/undoing.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { isUnderMutation, rounds } from '../support/expectations/effort.ts';

/** `HISTORIES=1000 INSTANTS=100 npm test -- test/operations/account-at.test.ts` takes a minute or two. */
const histories = Number(process.env['HISTORIES'] ?? rounds(20));
const instants = Number(process.env['INSTANTS'] ?? 15);
const surroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 };

interface Seen extends Ledger {
  /** The account as it was stored, by its newest entry. */
  readonly states: ReadonlyMap<number, Account>;
}

function historyOf(seed: number): Seen {
  const states = new Map<number, Account>();
  const after = (account: Account): unknown => states.set(account.seq, account);
  return { ...playUndoing(seed, { steps: 40, isLong: true, after }), states };
}

/** Stores a history with checkpoints at some of its entries, as the consumer keeps them. */
async function storeHistory(history: Seen, random: () => number): Promise<CreditStore> {
  const table = createMemoryTable();
  const store = createStore(table, surroundings);
  await store.catalogue.addPlan(plan({ credits: credits(100), overrun: { policy: 'carry', cap: credits(60) } }));
  const last = history.entries.length;
  await fileEntries(table, history, { to: last });
  for (const [seq, account] of history.states) {
    const loaded = { ...loadedAt(history, seq, 0), account };
    if (random() < 0.1) await keepSums(store, loaded, { fromSeq: seq - 1, toSeq: seq, every: 1 });
  }
  await table.putMany([encodeAccount({ ...loadedAt(history, last, 0), account: history.account })]);
  return store;
}

/** Grants and balance as the fold of the ledger by then has them. */
function expected(entries: readonly Entry[], atMs: number): object {
  const { available, held, overrun, debt, grants } = fold(entries, atMs);
  const newest = entries.findLast((entry) => entry.atMs <= atMs);
  const there = [...grants.values()].filter((grant) => left(grant) !== 0n || grant.held !== 0n);
  return { available, held, overrun, debt, grants: byId(there.map(booksOf)), through: newest?.seq };
}

function booksOf({ grantId, granted, used, held, refunded, repaidDebt, repaidOverrun, corrected }: FoldedGrant) {
  return { grantId, granted, used, held, refunded, repaid: repaidDebt + repaidOverrun, corrected };
}

function told(view: AccountViewAt): object {
  const { available, held, overrun, debt, through } = view;
  const grants = view.grants
    .filter((grant) => grant.held > 0 || !('lost' in grant))
    .map(({ grantId, granted, used, held: pinned, outflows = {} }) => {
      const { refunded = 0, repaidDebt = 0, repaidOverrun = 0, corrected = 0 } = outflows;
      const sums = { granted, used, held: pinned, refunded, repaid: repaidDebt + repaidOverrun, corrected };
      return { grantId, ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, BigInt(sum)])) };
    })
    .filter((grant: Record<string, unknown>) => remainsOf(grant) !== 0n || grant['held'] !== 0n);
  const balance = { available, held, overrun, debt };
  return {
    ...Object.fromEntries(Object.entries(balance).map(([name, sum]) => [name, BigInt(sum)])),
    grants: byId(grants as { readonly grantId: string }[]),
    through: through?.seq,
  };
}

function remainsOf(grant: Record<string, unknown>): bigint {
  const of = (name: string): bigint => BigInt(String(grant[name]));
  return of('granted') - ['used', 'held', 'refunded', 'repaid', 'corrected'].reduce((sum, name) => sum + of(name), 0n);
}

function byId<T extends { readonly grantId: string }>(grants: readonly T[]): readonly T[] {
  return grants.toSorted((a, b) => (a.grantId < b.grantId ? -1 : 1));
}

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
    const store = createStore(table, surroundings);
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
      const outcome = await ask(createStore(counting.table, surroundings), seq);
      expect(outcome).toMatchObject({ kind: 'done', value: { seq, through: { seq, atMs: startMs + seq } } });
      expect(outcome.kind === 'done' && outcome.value.available).toBe(1_000_000_000 - (seq - 1));
      expect(counting.counts.calls).toBeLessThanOrEqual(5);
      expect(counting.counts).toMatchObject({ writeUnits: 0 });
    }
  });

  it('is none before it was opened, none of the future, and now without an instant', async () => {
    const table = createMemoryTable();
    const store = createStore(table, surroundings);
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
    const store = createStore(table, surroundings);
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
