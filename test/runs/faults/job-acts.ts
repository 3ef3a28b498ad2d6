/** The jobs and the stream's consumer, each over an engine of its own, and held against a run in which nothing failed. */
import type { SQSEvent } from 'aws-lambda';
import { expect } from 'vitest';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import type { DueMessage } from '../../../shared/ports/due-queue.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import { withAlteredState } from '../../support/builders/altered-state.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import type { TestStore } from '../../support/engines/engines.ts';
import { signalSink } from '../../support/service/signal-sink.ts';
import type { Act, Site } from './act.ts';
import type { JobCase } from './job-case.ts';
import { debitsBefore, hasNoFailures, idsOf, jobAct, signalsOf, soundLedger, spend } from './job-case.ts';
import { projectionCase } from './projection-case.ts';
import { topUpCase } from './top-up-case.ts';
import type { JobRequest } from './worker-process.ts';

const afterBoundaryMs = startMs + 32 * dayMs;

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
  jobAct('ask-top-ups', topUpCase),
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
