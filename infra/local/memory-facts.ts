/** The queue of what a payment provider told, in this process's memory: delivered at once, a few times at most, one after another. */
import { setTimeout as sleep } from 'node:timers/promises';
import { handler as settlePayments } from '../../functions/jobs/settle-payments.ts';
import type { FactQueue } from '../../shared/ports/fact-queue.ts';
import { paymentJobs, queueTriesMax } from '../../shared/runtime/jobs.ts';
import { localContext } from './gateway.ts';
import { sqsRecord } from './sqs-record.ts';

export interface MemoryFacts extends FactQueue {
  waiting(): number;
  putAside(): number;
  /** Waits until all that was sent is settled or put aside. */
  settled(): Promise<void>;
}

const workerTimeoutMs = 120_000;
const pauseMs = 50;

export function createMemoryFacts(): MemoryFacts {
  let [waiting, putAside] = [0, 0];
  let running: Promise<void> = Promise.resolve();
  return {
    waiting: () => waiting,
    putAside: () => putAside,
    settled: () => running,
    send: async (event) => {
      waiting += 1;
      running = running.then(async () => {
        if (!(await deliver(event))) {
          putAside += 1;
          console.error(`Put aside after ${queueTriesMax} tries: an event of the payment provider`);
        }
        waiting -= 1;
      });
    },
  };
}

async function deliver(event: string): Promise<boolean> {
  for (let tries = 1; tries <= queueTriesMax; tries += 1) {
    const { batchItemFailures } = await settlePayments(
      { Records: [sqsRecord('facts', { id: 'fact', body: event, tries: tries - 1 })] },
      localContext(paymentJobs.settlePayments, workerTimeoutMs),
    );
    if (batchItemFailures.length === 0) return true;
    await sleep(pauseMs * tries);
  }
  return false;
}
