/**
 * The second copy under everything a stream may do: redelivery, reordering, lost records, a copy that is away, and a crash around
 * any write. Whatever was copied proves itself, and at rest it is the whole ledger, byte for byte.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiedLedger } from '../../infra/restore/copied-ledger.ts';
import { partNamed } from '../../shared/domain/ledger/copied-part.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { copyCommits, copyLedger } from '../../shared/operations/copy-commits.ts';
import type { Commit } from '../../shared/operations/reading/commit.ts';
import { copiedLines } from '../../shared/storage/copied-lines.ts';
import { encodeEntries } from '../../shared/storage/entry-text.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt } from '../../shared/storage/table.ts';
import { tableWithPlans } from '../support/builders/delivered-commits.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { debit, openOne } from '../support/builders/fleet.ts';
import { play } from '../support/builders/histories.ts';
import { commandArbitrary } from '../support/builders/history-commands.ts';
import { longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { streamOf } from '../support/engines/commit-stream.ts';
import { faultyTable, seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryCopy, type MemoryCopy } from '../support/engines/memory-copy.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

/** `HISTORIES=5000 npx vitest run --config test/vitest.config.ts test/operations/copy-commits` takes about a minute. */
const histories = Number(process.env['HISTORIES'] ?? 150);
const never = (): boolean => false;

describe('the second copy of a ledger', () => {
  it('is the whole ledger at rest, byte for byte, whatever was delivered, lost, doubled or away', async () => {
    const played = fc.asyncProperty(
      fc.array(commandArbitrary, { minLength: 1, maxLength: 40 }),
      fc.nat(),
      async (commands, seed) => {
        const random = seedDecider(seed);
        const history = play(commands);
        const table = await tableWithPlans();
        const commits = await streamOf(table, history, () => random() < 0.3);
        const committed = history.entries.slice(0, commits.at(-1)?.after.account.seq);
        const copy = createMemoryCopy(() => random() < 0.3);
        for (let deliveries = 0; deliveries < 12; deliveries += 1) {
          const store = createStore(faultyTable(table, random, 0.2), stillSurroundings);
          await copyCommits({ store, copy }, someOf(commits, random)).catch(() => {});
        }
        copy.isAway = never;
        await copyCommits({ store: createStore(table, stillSurroundings), copy }, commits.slice(-1));

        const { entries, faults } = await copiedLedger(copy, history.account.accountId);
        const inOrder = [...entries.values()].toSorted((a, b) => a.seq - b.seq);
        expect(faults).toEqual([]);
        expect(inOrder).toEqual(committed);
        // What is stored of them is the same text again, keys and fingerprints with it.
        expect(encodeEntries(inOrder)).toEqual(encodeEntries(committed));
        expect(verifyLedger(inOrder).findings).toEqual([]);
      },
    );
    await fc.assert(played, { seed: 20261128, numRuns: histories });
  }, 240_000);

  it('names each part by exactly what it holds, by day, and never changes one', async () => {
    const { table, copy } = { table: createMemoryTable(), copy: createMemoryCopy() };
    const ledger = longLedger(2_500, 'acme:de 1');
    await storeLedger(table, ledger);
    const store = createStore(table, stillSurroundings);
    await copyAll(store, copy, ledger.account.accountId);

    const names = [...copy.objects.keys()].map((name) => partNamed(name) ?? expect.fail(name));
    expect(names.every(({ accountId }) => accountId === 'acme:de 1')).toBe(true);
    expect(names.every(({ first, last }) => last - first < 1_000)).toBe(true);
    expect(names.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(ledger.entries.length);
    for (const { day, first, last } of names)
      for (const { seq, atMs } of ledger.entries)
        if (seq >= first && seq <= last) expect(new Date(atMs).toISOString().slice(0, 10)).toBe(day);
    expect(copy.replaced).toBe(0);
  });

  it('is asked for again where it was away, and goes on from where it ended with any later commit', async () => {
    const { table, copy } = { table: await tableWithPlans(), copy: createMemoryCopy() };
    const history = play([]);
    const commits = await streamOf(table, history, never);
    const store = createStore(table, stillSurroundings);
    const last = commits.at(-1) ?? expect.fail('nothing was committed');
    copy.isAway = () => true;
    await expect(copyCommits({ store, copy }, commits)).rejects.toThrow('away');
    expect((await store.copyMarks.read(history.account.accountId)).seq).toBe(0);

    copy.isAway = never;
    await copyCommits({ store, copy }, [last]);
    expect((await store.copyMarks.read(history.account.accountId)).seq).toBe(last.after.account.seq);
  });

  it('is caught up by the audit, from the first entry where there was none; one that is away keeps no account from being audited', async () => {
    const { store, accountId, entries } = await livedAccount();
    const bus = { publish: async () => {} };
    const copy = createMemoryCopy(() => true);

    const without = await auditLedgers({ store, bus, copy }, startMs);
    copy.isAway = never;
    const caughtUp = await auditLedgers({ store, bus, copy }, startMs);
    const again = await auditLedgers({ store, bus, copy }, startMs);

    expect(without).toMatchObject({ audited: 1, failures: [], breaches: [], copied: 0 });
    expect(without.uncopied.map((each) => each.accountId)).toEqual([accountId]);
    expect(caughtUp).toMatchObject({ copied: entries, uncopied: [] });
    expect(again).toMatchObject({ copied: 0, uncopied: [] });
    expect((await copiedLedger(copy, accountId)).entries.size).toBe(entries);
  });

  it('writes no line that nobody could read back', async () => {
    const [opening, debited] = longLedger(2).entries;
    if (opening === undefined || debited === undefined) throw new TypeError('two entries');
    const altered = { ...debited, hash: opening.hash };

    expect(copiedLines([opening, debited]).split('\n').length).toBe(3);
    expect(() => copiedLines([opening, altered])).toThrow(ItemCorrupt);
  });

  it('takes nothing that doesn’t follow what it has', async () => {
    const table = createMemoryTable();
    const ledger = longLedger(30);
    await storeLedger(table, ledger);
    const store = createStore(table, stillSurroundings);
    const copy = createMemoryCopy();
    await store.copyMarks.move(ledger.account.accountId, { seq: 10, hash: 'f'.repeat(64) });

    await expect(copyAll(store, copy, ledger.account.accountId)).rejects.toThrow(ItemCorrupt);
    expect(copy.objects.size).toBe(0);
  });
});

/** Some of the commits, with gaps, doubled and in any order. */
function someOf(commits: readonly Commit[], random: () => number): readonly Commit[] {
  const start = Math.floor(random() * commits.length);
  const batch = commits.slice(start, start + 1 + Math.floor(random() * 8)).filter(() => random() < 0.8);
  const [first] = batch;
  if (first !== undefined && random() < 0.3) batch.push(first);
  return random() < 0.3 ? batch.reverse() : batch;
}

async function copyAll(store: CreditStore, copy: MemoryCopy, accountId: string): Promise<void> {
  const loaded = (await store.readAccount(accountId)) ?? expect.fail('no such account');
  const { isWhole } = await copyLedger({ store, copy }, loaded);
  expect(isWhole).toBe(true);
}

async function livedAccount(): Promise<{
  readonly store: CreditStore;
  readonly accountId: string;
  readonly entries: number;
}> {
  const store = createStore(await tableWithPlans(), stillSurroundings);
  await store.catalogue.addPlan(plan());
  const accountId = await openOne(store, 'lived');
  for (let n = 0; n < 60; n += 1) await debit(store, accountId, { key: `${n}`, credits: 1, nowMs: startMs + n });
  return { store, accountId, entries: 61 };
}
