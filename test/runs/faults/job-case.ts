/** A job over an engine of its own, repeated until it is done, and held against a run in which nothing failed. */
import { expect } from 'vitest';
import { defaultEngine } from '../../../infra/local/engine.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import type { DueMessage } from '../../../shared/ports/due-queue.ts';
import { catalogueOf, credits, plan, startMs } from '../../support/builders/fixtures.ts';
import { debit, ledgerOf } from '../../support/builders/fleet.ts';
import type { TestStore } from '../../support/engines/engines.ts';
import { startTestStore } from '../../support/engines/engines.ts';
import type { Act, Site } from './act.ts';
import type { JobRequest, WorkerProcess } from './worker-process.ts';

const plans = [plan({ lowBalanceThresholds: [credits(500), credits(100)] })];

const triesMax = 5;

export interface JobCase {
  readonly request: JobRequest;
  /** Tells whether it has to be asked for again: as the queue or the stream would. */
  readonly isDone: (answer: unknown) => boolean;
  /** For a job that the queue brings messages to: what a message that it has queued itself asks for. */
  readonly requestOf?: (message: DueMessage) => JobRequest;
  readonly check: () => Promise<void>;
}

export function jobAct(id: string, prepared: (test: TestStore, site: Site) => Promise<JobCase>): Act {
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

export function hasNoFailures(answer: unknown): boolean {
  return JSON.stringify(answer) === '{"batchItemFailures":[]}';
}

export async function spend(test: TestStore, accountId: string, debits: number): Promise<void> {
  const store = test.newStore();
  for (let index = 0; index < debits; index += 1)
    await debit(store, accountId, { key: `debit ${index}`, credits: 50, nowMs: startMs });
}

export async function soundLedger(test: TestStore, accountId: string): ReturnType<typeof ledgerOf> {
  const store = test.newStore();
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return expect.fail('the account is gone');
  const entries = await ledgerOf(store, accountId);
  expect(auditAccount(loaded.account, entries)).toEqual([]);
  return entries;
}

/** The ids of everything that a ledger has to tell. */
export async function signalsOf(test: TestStore, accountId: string): Promise<readonly string[]> {
  const { signals } = project(
    openProjection(accountId),
    await ledgerOf(test.newStore(), accountId),
    catalogueOf(...plans),
  );
  expect(signals.length).toBeGreaterThan(0);
  return idsOf(signals);
}

export function idsOf(signals: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(signals.map(({ id }) => id))].toSorted();
}

export const debitsBefore = 12;
