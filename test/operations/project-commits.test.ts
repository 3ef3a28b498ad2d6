/**
 * The stream's consumer under everything a stream may do: redelivery, reordering, split batches, lost records, a bus that
 * fails, and a crash around any of its writes.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../shared/domain/amount.ts';
import type { PlanCatalogue } from '../../shared/domain/catalogue/plan.ts';
import { refusalMemoryMs } from '../../shared/domain/decisions/refusal.ts';
import type { Entry, EntryOf } from '../../shared/domain/ledger/entry.ts';
import { genesisHash, hashOf } from '../../shared/domain/ledger/record.ts';
import { openProjection, project } from '../../shared/domain/projections/projection.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import type { Commit } from '../../shared/operations/reading/commit.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { createProjections } from '../../shared/storage/projections.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { usageKey } from '../../shared/storage/table-keys.ts';
import { alterEntry } from '../support/builders/altered-entry.ts';
import { catalogueOf, credits, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit } from '../support/builders/fleet.ts';
import { type Command, commandArbitrary, historyPlans, play } from '../support/builders/histories.ts';
import { foldUsage, sumsOf } from '../support/builders/usage-fold.ts';
import { streamOf } from '../support/engines/commit-stream.ts';
import { faultyTable, seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { rounds } from '../support/expectations/effort.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

/** `HISTORIES=10000 npm test -- test/operations/project-commits.test.ts` takes about a minute. */
const histories = Number(process.env['HISTORIES'] ?? 400);
const everyDay = { from: '2000-01-01', to: '2199-12-31' };
const surroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 };

const nowMs = (): number => startMs;

const plans: PlanCatalogue = catalogueOf(
  ...[...historyPlans.values()].flat().map((plan) => ({
    ...plan,
    lowBalanceThresholds: [plan.credits, microcredits(Math.floor(plan.credits / 2)), credits(1)],
  })),
);

/** A played history whose debits name SKUs and dimensions, more of them than a day has room for. */
function dress(commands: readonly Command[], random: () => number): ReturnType<typeof play> {
  const history = play(commands);
  const pick = (max: number): number => Math.floor(random() * max);
  const debits = new Map<number, Pick<EntryOf<'debit'>, 'lines' | 'dimensions'>>();
  const dress = (entry: Entry): Entry => {
    if (entry.type === 'reversal') return { ...entry, ...debits.get(entry.reverses) };
    if (entry.type === 'standing-usage') {
      // Both move nothing: the ledger's balances stay what they are.
      const autoTopUp = { packId: 'burst-100', threshold: credits(1 + pick(900)), maxPerCycle: 1 + pick(3) };
      const { category: _kept, standing: _none, ...rest } = entry;
      return { ...rest, type: 'auto-top-up', ...(random() < 0.3 ? {} : { autoTopUp }) };
    }
    if (entry.type !== 'debit') return entry;
    const part = microcredits(pick(entry.credits + 1));
    const lines = [part, microcredits(entry.credits - part)].map((share) => ({
      sku: `ai.model-${pick(40)}.token`,
      quantity: 1n,
      credits: share,
    }));
    const names = ['workflow', 'user', 'model', 'team', '7'].filter(() => random() < 0.5);
    const dimensions = Object.fromEntries(names.map((name) => [name, String(pick(40))]));
    debits.set(entry.seq, { lines, dimensions });
    return { ...entry, lines, dimensions };
  };
  return { ...history, entries: sealed(history.entries.map(dress)) };
}

/** Chained anew: what is read is held against the hash that it was filed with. */
function sealed(entries: readonly Entry[]): readonly Entry[] {
  let previousHash = genesisHash;
  return entries.map((entry) => {
    const unsealed = { ...entry, previousHash };
    previousHash = hashOf(unsealed);
    return { ...unsealed, hash: previousHash };
  });
}

async function tableWithPlans(): Promise<Table> {
  const table = createMemoryTable();
  const { catalogue } = createStore(table, surroundings);
  for (const plan of [...plans.values()].flat()) await catalogue.addPlan(plan);
  return table;
}

/** The signals that a subscriber has after dropping duplicates: by id, each published alike every time. */
function heard(sink: SignalSink): readonly Signal[] {
  for (const signal of sink.published) expect(signal).toEqual(sink.distinct().find(({ id }) => id === signal.id));
  return sink.distinct().toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

interface Delivering {
  readonly table: Table;
  readonly commits: readonly Commit[];
  readonly sink: SignalSink;
  readonly random: () => number;
}

/** Delivers some of the commits, shuffled, doubled and with gaps, to a consumer whose writes and bus may fail. */
async function deliverSome({ table, commits, sink, random }: Delivering): Promise<void> {
  const faulty = faultyTable(table, random, 0.3);
  const bus = {
    publish: async (signals: readonly Signal[]): Promise<void> => {
      if (random() < 0.1) throw new Error('the bus is gone');
      await sink.publish(signals);
      if (random() < 0.1) throw new Error('the bus took it and did not answer');
    },
  };
  const start = Math.floor(random() * commits.length);
  const batch = commits.slice(start, start + 1 + Math.floor(random() * 8)).filter(() => random() < 0.8);
  const [first] = batch;
  if (first !== undefined && random() < 0.3) batch.push(first);
  if (random() < 0.3) batch.reverse();
  await projectCommits({ store: createStore(faulty, surroundings), bus, nowMs }, batch).catch(() => {});
}

describe('the projection of commits', () => {
  it(
    'equals a fold of a prefix at any moment and of the whole ledger at rest, each signal once, whatever is delivered',
    async () => {
      const played = fc.asyncProperty(
        fc.array(commandArbitrary, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        async (commands, seed) => {
          const random = seedDecider(seed);
          const history = dress(commands, random);
          const table = await tableWithPlans();
          const commits = await streamOf(table, history, () => random() < 0.3);
          const sink = signalSink();
          const committed = history.entries.slice(0, commits.at(-1)?.after.account.seq);
          const { accountId } = history.account;
          for (let deliveries = 0; deliveries < 12; deliveries += 1) {
            const consumers = random() < 0.3 ? [1, 2] : [1];
            await Promise.all(consumers.map(() => deliverSome({ table, commits, sink, random })));
            const { projection, rollUps } = await createProjections(table).usage(accountId, everyDay);
            expect(sumsOf(rollUps)).toEqual(foldUsage(committed.slice(0, projection.seq)));
          }
          await projectCommits({ store: createStore(table, surroundings), bus: sink, nowMs }, commits.slice(-1));

          const { rollUps } = await createProjections(table).usage(accountId, everyDay);
          expect(sumsOf(rollUps)).toEqual(foldUsage(committed));
          const { signals } = project(openProjection(accountId), committed, plans);
          expect(heard(sink)).toEqual(signals.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
        },
      );
      await fc.assert(played, { seed: 20261123, numRuns: histories });
    },
    30_000 + 50 * histories,
  );

  it('tells a refusal under an id of its own when its key was forgotten and is refused anew', async () => {
    const table = await tableWithPlans();
    const store = createStore(table, surroundings);
    await openAccount(store, { ...requestNamed('open'), accountId: 'a', planId: 'team', anchorMs: startMs }, startMs);
    const sink = signalSink();
    for (const atMs of [startMs, startMs + 1, startMs + refusalMemoryMs]) {
      const before = await store.readAccount('a');
      await debit(store, 'a', { key: 'too much', credits: 5_000, nowMs: atMs });
      const after = await store.readAccount('a');
      if (before === undefined || after === undefined) throw new Error('no such account');
      for (let told = 0; told < 2; told += 1) await projectCommits({ store, bus: sink, nowMs }, [{ before, after }]);
    }

    expect(sink.distinct().map(({ kind, atMs }) => ({ kind, atMs }))).toEqual([
      { kind: 'debit-refused', atMs: startMs },
      { kind: 'debit-refused', atMs: startMs + refusalMemoryMs },
    ]);
  });

  it('brings an account that nobody uses any more up to its ledger with the audit', async () => {
    const table = await tableWithPlans();
    const store = { ...createStore(table, surroundings), listAccounts: async () => [{ accountId: 'a', dueAtMs: 0 }] };
    await openAccount(store, { ...requestNamed('open'), accountId: 'a', planId: 'team', anchorMs: startMs }, startMs);
    await debit(store, 'a', { key: 'all', credits: 1_000, nowMs: startMs });
    const sink = signalSink();

    const audits = [
      await auditLedgers({ store, bus: sink }, startMs),
      await auditLedgers({ store, bus: sink }, startMs),
    ];

    expect(audits.map(({ caughtUp }) => caughtUp)).toEqual([1, 0]);
    expect(sink.published.map(({ kind }) => kind)).toContain('exhausted');
  });

  it('keeps a day’s item far below its limit, however many names a day has', async () => {
    const table = await tableWithPlans();
    const history = dress([], seedDecider(1));
    const [opening] = history.entries;
    if (opening === undefined) throw new Error('nothing was opened');
    const most = microcredits(999_999_999_999_999);
    const long = (kind: string, index: number): string => `${kind}-${index}-`.padEnd(128, '\u20ac');
    const debits = Array.from({ length: rounds(24 * 40) }, (_, index): Entry => {
      const dimensions = { user: long('u', index % 40), model: long('m', index % 40), team: long('t', index % 40) };
      const lines = [{ sku: `${index % 40}`.padEnd(128, 's'), quantity: 1n, credits: most }];
      const at = { seq: index + 2, atMs: startMs + Math.floor(index / 40) * 3_600_000 };
      return alterEntry(opening, {
        ...at,
        type: 'debit',
        caller: 'test',
        credits: most,
        category: 'ai',
        lines,
        dimensions,
      });
    });
    const openings = ['cycleStartMs', 'planId', 'expiresAtMs', 'anchorMs', 'timeZone'];
    const plain = debits.map(
      (entry) =>
        Object.fromEntries(Object.entries(entry).filter(([name]) => !openings.includes(name))) as unknown as Entry,
    );
    const commits = await streamOf(table, { ...history, entries: [opening, ...plain] }, () => true);
    const store = createStore(table, surroundings);
    for (const commit of commits) await projectCommits({ store, bus: signalSink(), nowMs }, [commit]);

    const day = await table.get(usageKey('acme', '2026-11-01#0'));

    expect(itemSizeBytes(day ?? {})).toBeLessThan(100_000);
  });

  it('answers a prefix while a day is being filed under its reader', async () => {
    const table = await tableWithPlans();
    const debits = Array.from({ length: 60 }, (): Command => ({ kind: 'debit', amount: 1_000 }));
    const history = dress(debits, seedDecider(1));
    const commits = await streamOf(table, history, () => false);
    const store = createStore(table, surroundings);
    for (const commit of commits.slice(0, 30)) await projectCommits({ store, bus: signalSink(), nowMs }, [commit]);
    const overtaken: Table = {
      ...table,
      query: async (range) => {
        for (const commit of commits.slice(30)) await projectCommits({ store, bus: signalSink(), nowMs }, [commit]);
        return table.query(range);
      },
    };

    const { projection, rollUps } = await createProjections(overtaken).usage('acme', everyDay);

    expect(sumsOf(rollUps)).toEqual(foldUsage(history.entries.slice(0, projection.seq)));
  });
});
