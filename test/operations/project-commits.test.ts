/**
 * The stream's consumer under everything a stream may do: redelivery, reordering, split batches, lost records, a bus that
 * fails, and a crash around any of its writes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalMemoryMs } from '../../shared/domain/decisions/refusal.ts';
import { openProjection, project } from '../../shared/domain/projections/projection.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import type { Commit } from '../../shared/operations/reading/commit.ts';
import { createProjections } from '../../shared/storage/projections.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { dress, everyDay, nowMs, plans, tableWithPlans } from '../support/builders/delivered-commits.ts';
import { requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit } from '../support/builders/fleet.ts';
import { commandArbitrary } from '../support/builders/history-commands.ts';
import { foldUsage, sumsOf } from '../support/builders/usage-fold.ts';
import { streamOf } from '../support/engines/commit-stream.ts';
import { faultyTable, seedDecider } from '../support/engines/faulty-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

/** `HISTORIES=10000 npm test -- test/operations/project-commits.test.ts` takes about a minute. */
const histories = Number(process.env['HISTORIES'] ?? 400);

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
  await projectCommits({ store: createStore(faulty, stillSurroundings), bus, nowMs }, batch).catch(() => {});
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
          await projectCommits({ store: createStore(table, stillSurroundings), bus: sink, nowMs }, commits.slice(-1));

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
    const store = createStore(table, stillSurroundings);
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
    const store = {
      ...createStore(table, stillSurroundings),
      listAccounts: async () => [{ accountId: 'a', dueAtMs: 0 }],
    };
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
});
