/** The jobs and the stream's consumer, each over an engine of its own, and held against a run in which nothing failed. */

import type { DynamoDBRecord, SQSEvent } from 'aws-lambda';
import { expect } from 'vitest';
import { defaultEngine } from '../../../infra/local/engine.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { projectAccount } from '../../../shared/operations/project-commits.ts';
import type { DueMessage } from '../../../shared/ports/due-queue.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import { withAlteredState } from '../../support/builders/altered-state.ts';
import { catalogueOf, credits, dayMs, plan, startMs } from '../../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet } from '../../support/builders/fleet.ts';
import { foldUsage, sumsOf } from '../../support/builders/usage-fold.ts';
import { startTestStore, type TestStore } from '../../support/engines/engines.ts';
import { streamingTable } from '../../support/engines/streaming-table.ts';
import { signalSink } from '../../support/service/signal-sink.ts';
import type { Act, Site } from './act.ts';
import type { JobRequest, WorkerProcess } from './worker-process.ts';

const plans = [plan({ lowBalanceThresholds: [credits(500), credits(100)] })];
const afterBoundaryMs = startMs + 32 * dayMs;
const debitsBefore = 12;
/** Enough for a projection to be full, and not for anything to tell of. */
const daysBefore = 9;
const triesMax = 5;

interface JobCase {
  readonly request: JobRequest;
  /** Tells whether it has to be asked for again: as the queue or the stream would. */
  readonly isDone: (answer: unknown) => boolean;
  /** For a job that the queue brings messages to: what a message that it has queued itself asks for. */
  readonly requestOf?: (message: DueMessage) => JobRequest;
  readonly check: () => Promise<void>;
}

export const jobActs: readonly Act[] = [
  jobAct('advance-accounts', async (test) => {
    const accountIds = await openFleet(test.newStore(), 'due', 2);
    for (const accountId of accountIds) await spend(test, accountId, debitsBefore);
    // An account that failed is sent again alone.
    const requestOf = (message: DueMessage): JobRequest => ({
      job: 'advance-accounts',
      event: eventOf(message),
      atMs: afterBoundaryMs,
    });
    return {
      request: requestOf({ accountIds }),
      isDone: hasNoFailures,
      requestOf,
      check: async () => {
        for (const accountId of accountIds) {
          const types = (await soundLedger(test, accountId)).map(({ type }) => type);
          const debits = Array.from({ length: debitsBefore }, () => 'debit');
          expect(types).toEqual(['grant', ...debits, 'expiry', 'grant']);
        }
      },
    };
  }),
  jobAct('sweep-due', async (test, { outside }) => {
    const store = test.newStore();
    const accountIds = await openFleet(store, 'due', 3);
    const [settled = '', ...due] = accountIds;
    await debit(store, settled, { key: 'touched', credits: 1, nowMs: afterBoundaryMs });
    return {
      request: { job: 'sweep-due', event: {}, atMs: afterBoundaryMs },
      isDone: (answer) => answer === null,
      check: async () => {
        const found = new Set(outside.messages.flatMap((message) => message.accountIds));
        expect([...found].toSorted()).toEqual(due);
      },
    };
  }),
  jobAct('audit-ledgers', auditCase),
  jobAct('project-commits', projectionCase),
];

/** One account in breach, and one whose signals never came through. */
async function auditCase(test: TestStore, { outside }: Site): Promise<JobCase> {
  const store = test.newStore();
  const [broken = '', behind = ''] = await openFleet(store, 'audited', 2);
  for (const accountId of [broken, behind]) await spend(test, accountId, debitsBefore);
  const item = await test.table.get(accountKey(broken));
  if (item === undefined) return expect.fail('no such item');
  await test.table.putMany([withAlteredState(item, (state) => state.replace(',600000000,0,', ',500000000,0,'))]);
  const signals = await signalsOf(test, behind);
  return {
    request: { job: 'audit-ledgers', event: {}, atMs: startMs },
    isDone: (answer) => answer === null,
    check: async () => {
      expect((await store.readAccount(broken))?.quarantine).toContain('the ledger says');
      expect((await store.readAccount(behind))?.quarantine).toBeUndefined();
      const breaches = outside.signals.filter(({ kind }) => kind === 'ledger-breach');
      expect(new Set(breaches.map(({ accountId, id }) => `${accountId} ${id}`)).size).toBe(1);
      expect(idsOf(outside.signals.filter(({ accountId }) => accountId === behind))).toEqual(signals);
      const { projection } = await store.projections.read(behind);
      expect(projection.seq).toBe(1 + debitsBefore);
      const again = await auditLedgers({ store: test.newStore(), bus: signalSink() }, startMs);
      expect(again.breaches).toEqual([]);
    },
  };
}

/** A consumer whose projection is full: what is recent has to be filed before it goes on, over what else has happened since. */
async function projectionCase(test: TestStore, { outside }: Site): Promise<JobCase> {
  const records: DynamoDBRecord[] = [];
  const store = test.newStore((table) => streamingTable(table, records));
  const [accountId = ''] = await openFleet(store, 'streamed', 1);
  const spendOn = (day: number): Promise<unknown> =>
    debit(store, accountId, { key: `debit ${day}`, credits: 50, nowMs: startMs + day * dayMs });
  for (let day = 0; day < daysBefore; day += 1) await spendOn(day);
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return expect.fail('the account is gone');
  await projectAccount({ store, bus: signalSink(), nowMs: () => startMs }, loaded);
  expect((await store.projections.read(accountId)).isFull).toBe(true);
  records.length = 0;
  for (let day = daysBefore; day < debitsBefore; day += 1) await spendOn(day);
  const signals = await signalsOf(test, accountId);
  return {
    request: { job: 'project-commits', event: { Records: records }, atMs: startMs + debitsBefore * dayMs },
    isDone: hasNoFailures,
    check: async () => {
      const entries = await soundLedger(test, accountId);
      const everyDay = { from: '2000-01-01', to: '2199-12-31' };
      const { projection, rollUps } = await store.projections.usage(accountId, everyDay);
      expect(projection.seq).toBe(entries.length);
      expect(sumsOf(rollUps)).toEqual(foldUsage(entries));
      expect(idsOf(outside.signals)).toEqual(signals);
    },
  };
}

function jobAct(id: string, prepared: (test: TestStore, site: Site) => Promise<JobCase>): Act {
  return {
    id,
    prepare: async (site) => {
      site.outside.forget();
      const test = await startTestStore(defaultEngine(), plans);
      const { request, isDone, requestOf, check } = await prepared(test, site);
      return {
        engine: test.endpoint,
        ask: async (worker) => {
          await untilDone(worker, request, isDone);
          if (requestOf === undefined) return;
          // Those that come while others are asked for, too.
          for (const message of site.outside.messages) await untilDone(worker, requestOf(message), isDone);
        },
        check,
        close: test.stop,
      };
    },
  };
}

/** Repeats a job as schedule, queue and stream do: the same again, a few times. */
async function untilDone(
  worker: WorkerProcess,
  request: JobRequest,
  isDone: (answer: unknown) => boolean,
): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) if (isDone(await worker.run(request))) return;
  expect.fail(`${request.job} was not done after ${triesMax} tries`);
}

function hasNoFailures(answer: unknown): boolean {
  return JSON.stringify(answer) === '{"batchItemFailures":[]}';
}

async function spend(test: TestStore, accountId: string, debits: number): Promise<void> {
  const store = test.newStore();
  for (let index = 0; index < debits; index += 1)
    await debit(store, accountId, { key: `debit ${index}`, credits: 50, nowMs: startMs });
}

async function soundLedger(test: TestStore, accountId: string): ReturnType<typeof ledgerOf> {
  const store = test.newStore();
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return expect.fail('the account is gone');
  const entries = await ledgerOf(store, accountId);
  expect(auditAccount(loaded.account, entries)).toEqual([]);
  return entries;
}

/** The ids of everything that a ledger has to tell. */
async function signalsOf(test: TestStore, accountId: string): Promise<readonly string[]> {
  const { signals } = project(
    openProjection(accountId),
    await ledgerOf(test.newStore(), accountId),
    catalogueOf(...plans),
  );
  expect(signals.length).toBeGreaterThan(0);
  return idsOf(signals);
}

function idsOf(signals: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(signals.map(({ id }) => id))].toSorted();
}

function eventOf(message: DueMessage): SQSEvent {
  return {
    Records: [
      {
        messageId: '0',
        receiptHandle: '0',
        body: JSON.stringify(message),
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '0',
          SenderId: 'faults',
          ApproximateFirstReceiveTimestamp: '0',
        },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:due',
        awsRegion: 'us-east-1',
      },
    ],
  };
}
