/** The due queue in this process's memory, delivering as SQS does: to the deployed worker, in batches, each message a few times at most. */
import type { SQSBatchResponse } from 'aws-lambda';
import { handler as advanceAccounts } from '../../functions/jobs/advance-accounts.ts';
import { defaultProject, type Project } from '../../shared/domain/project.ts';
import type { DueMessage, DueQueue } from '../../shared/ports/due-queue.ts';
import { jobs, queueBatchMax, queueTriesMax } from '../../shared/runtime/jobs.ts';
import { localContext } from './gateway.ts';
import { sqsRecord } from './sqs-record.ts';
import { triedAgain } from './tried-again.ts';

export interface MemoryQueue extends DueQueue {
  /** The same queue, for the accounts of one project. */
  of(project: Project): DueQueue;
  /** Messages that wait. */
  waiting(): number;
  /** Messages that were put aside. */
  putAside(): number;
  /** Has the worker advance one batch. An account that it could not advance waits again, or is put aside after its last try. */
  deliver(): Promise<void>;
}

interface Waiting {
  readonly message: DueMessage & { readonly project: string };
  readonly tries: number;
}

const workerTimeoutMs = 900_000;

export function createMemoryQueue(): MemoryQueue {
  const waiting: Waiting[] = [];
  let putAside = 0;
  const of = ({ name: project }: Project): DueQueue => ({
    backlog: async () => waiting.length,
    send: async (messages) => {
      waiting.push(...messages.map((message) => ({ message: { project, ...message }, tries: 0 })));
    },
  });
  return {
    ...of(defaultProject),
    of,
    waiting: () => waiting.length,
    putAside: () => putAside,
    deliver: async () => {
      const batch = waiting.splice(0, queueBatchMax);
      const { again, putAside: over } = triedAgain(batch, await advance(batch));
      waiting.push(...again);
      putAside += over.length;
      for (const { message } of over)
        console.error(`Put aside after ${queueTriesMax} tries: ${message.accountIds.join(', ')}`);
    },
  };
}

async function advance(batch: readonly Waiting[]): Promise<SQSBatchResponse> {
  const records = batch.map(({ message, tries }, index) =>
    sqsRecord('due', { id: String(index), body: JSON.stringify(message), tries }),
  );
  return advanceAccounts({ Records: records }, localContext(jobs.advanceAccounts, workerTimeoutMs));
}
