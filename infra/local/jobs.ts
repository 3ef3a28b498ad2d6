/** The jobs on this machine: their deployed handlers on the local clock, and a queue in memory between them. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as auditLedgers } from '../../functions/jobs/audit-ledgers.ts';
import { handler as settleAccounts } from '../../functions/jobs/settle-accounts.ts';
import { handler as sweepDue } from '../../functions/jobs/sweep-due.ts';
import { provideQueue } from '../../shared/runtime/job-services.ts';
import { jobs, queueBatchMax, queueTriesMax } from '../../shared/runtime/jobs.ts';
import type { DueMessage, DueQueue } from '../../shared/storage/due-queue.ts';
import type { LocalClock } from './clock.ts';
import { localContext } from './gateway.ts';

export interface LocalJobs {
  /** Runs what the clock says is due, and waits for it. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

const tickMs = 1_000;
const minuteMs = 60_000;
const jobTimeoutMs = 900_000;
/** Sweeps in a row, so that what one left is found by the next. */
const sweepsMax = 20;

interface Waiting {
  readonly message: DueMessage;
  readonly tries: number;
}

export function startLocalJobs(clock: LocalClock): LocalJobs {
  const waiting: Waiting[] = [];
  provideQueue(memoryQueue(waiting));
  const lastRuns = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();

  const isTime = (job: string, everyMinutes: number): boolean => {
    const nowMs = clock.nowMs();
    if (nowMs - (lastRuns.get(job) ?? Number.NEGATIVE_INFINITY) < everyMinutes * minuteMs) return false;
    lastRuns.set(job, nowMs);
    return true;
  };

  async function sweepAll(): Promise<void> {
    for (let sweeps = 0; sweeps < sweepsMax; sweeps += 1) {
      await sweepDue({}, localContext(jobs.sweepDue, jobTimeoutMs));
      if (waiting.length === 0) return;
      await drain(waiting);
    }
  }

  async function runDue(): Promise<void> {
    if (isTime(jobs.sweepDue.id, jobs.sweepDue.trigger.everyMinutes)) await sweepAll();
    if (isTime(jobs.auditLedgers.id, jobs.auditLedgers.trigger.everyMinutes))
      await auditLedgers({}, localContext(jobs.auditLedgers, jobTimeoutMs));
  }

  /** One after another: what comes while a run is under way follows it. */
  const follow = (run: () => Promise<void>): Promise<void> => {
    running = running.then(run, run);
    return running;
  };
  const timer = setInterval(() => {
    follow(runDue).catch((cause: unknown) => console.error(cause));
  }, tickMs);
  return {
    catchUp: () => follow(sweepAll),
    stop: async () => {
      clearInterval(timer);
      await running.catch(() => {});
    },
  };
}

function memoryQueue(waiting: Waiting[]): DueQueue {
  return {
    backlog: async () => waiting.length,
    send: async (messages) => {
      waiting.push(...messages.map((message) => ({ message, tries: 0 })));
    },
  };
}

/** Delivers what waits, as the queue would: in batches, each message a few times at most, and then it is put aside. */
async function drain(waiting: Waiting[]): Promise<void> {
  while (waiting.length > 0) {
    const batch = waiting.splice(0, queueBatchMax);
    const { batchItemFailures } = await deliver(batch);
    for (const { itemIdentifier } of batchItemFailures) {
      const failed = batch[Number(itemIdentifier)];
      if (failed === undefined) continue;
      if (failed.tries + 1 < queueTriesMax) waiting.push({ ...failed, tries: failed.tries + 1 });
      else console.error(`Put aside after ${queueTriesMax} tries: ${failed.message.accountIds.join(', ')}`);
    }
  }
}

async function deliver(batch: readonly Waiting[]): Promise<SQSBatchResponse> {
  const records = batch.map(({ message }, index) => ({
    messageId: String(index),
    receiptHandle: String(index),
    body: JSON.stringify(message),
    attributes: {
      ApproximateReceiveCount: String((batch[index]?.tries ?? 0) + 1),
      SentTimestamp: '0',
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:due',
    awsRegion: 'us-east-1',
  })) satisfies SQSEvent['Records'];
  return settleAccounts({ Records: records }, localContext(jobs.settleAccounts, jobTimeoutMs));
}
