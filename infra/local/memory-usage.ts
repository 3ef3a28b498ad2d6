/**
 * The queue of usage in this process's memory, delivering as SQS does: to the deployed worker, in batches, each message a few times at most. What
 * can't be charged is kept with its reason, and is sent on again when asked for.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { handler as settleUsage } from '../../functions/jobs/settle-usage.ts';
import type { Unchargeable, UnchargeableQueue } from '../../shared/ports/unchargeable-queue.ts';
import type { UsageQueue } from '../../shared/ports/usage-queue.ts';
import { queueTriesMax, usageJobs } from '../../shared/runtime/jobs.ts';
import { packUsage } from '../../shared/runtime/usage/usage-messages.ts';
import { localContext } from './gateway.ts';
import { oneRun } from './one-run.ts';
import { sqsRecord } from './sqs-record.ts';

export interface MemoryUsage {
  readonly queue: UsageQueue;
  readonly unchargeable: UnchargeableQueue;
  /** Messages that wait. */
  waiting(): number;
  putAside(): readonly Unchargeable[];
  /** Sends on what was put aside. Answers how many it was. */
  redrive(): number;
  /** Waits until all that was sent is charged or put aside. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly id: string;
  readonly body: string;
  readonly tries: number;
  readonly sentMs: number;
}

const workerTimeoutMs = 120_000;
const batchMax = 100;
const pauseMs = 50;

export function createMemoryUsage(nowMs: () => number): MemoryUsage {
  let waiting: Waiting[] = [];
  let putAside: Unchargeable[] = [];
  const delivery = oneRun(() => waiting.length > 0, deliverBatch);
  let sent = 0;

  function add(bodies: readonly string[]): void {
    for (const body of bodies) {
      sent += 1;
      waiting.push({ id: `usage-${sent}`, body, tries: 0, sentMs: nowMs() });
    }
    delivery.start();
  }

  async function deliverBatch(): Promise<void> {
    const batch = waiting.slice(0, batchMax);
    waiting = waiting.slice(batchMax);
    const failed = await failedOf(batch);
    for (const message of batch.filter(({ id }) => failed.has(id))) {
      if (message.tries + 1 < queueTriesMax) waiting.push({ ...message, tries: message.tries + 1 });
      else putAside.push({ body: message.body, reason: 'tried-out', detail: `${queueTriesMax} tries` });
    }
    if (failed.size > 0) await sleep(pauseMs);
  }

  return {
    queue: { send: async (events) => add(packUsage(events, false).map(({ body }) => body)) },
    unchargeable: {
      send: async (messages) => {
        putAside.push(...messages);
      },
    },
    waiting: () => waiting.length,
    putAside: () => putAside,
    redrive: () => {
      const again = putAside;
      putAside = [];
      add(again.map(({ body }) => body));
      return again.length;
    },
    settled: () => delivery.settled(),
  };
}

/** The messages that are to come again: all of them where the worker itself failed. */
async function failedOf(batch: readonly Waiting[]): Promise<ReadonlySet<string>> {
  try {
    const { batchItemFailures } = await settleUsage(
      { Records: batch.map((message) => sqsRecord('usage', message)) },
      localContext(usageJobs.settleUsage, workerTimeoutMs),
    );
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch (cause) {
    console.error(cause);
    return new Set(batch.map(({ id }) => id));
  }
}
