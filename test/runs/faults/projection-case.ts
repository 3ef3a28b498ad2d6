import type { DynamoDBRecord } from 'aws-lambda';
import { expect } from 'vitest';
import { projectAccount } from '../../../shared/operations/project-commits.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { foldUsage, sumsOf } from '../../support/builders/usage-fold.ts';
import type { TestStore } from '../../support/engines/engines.ts';
import { streamingTable } from '../../support/engines/streaming-table.ts';
import { signalSink } from '../../support/service/signal-sink.ts';
import type { Site } from './act.ts';
import type { JobCase } from './job-case.ts';
import { debitsBefore, hasNoFailures, idsOf, signalsOf, soundLedger } from './job-case.ts';

/** Enough for a projection to be full, and not for anything to tell of. */
const daysBefore = 9;

/** A consumer whose projection is full: what is recent has to be filed before it goes on, over what else has happened since. */
export async function projectionCase(test: TestStore, { outside }: Site): Promise<JobCase> {
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
