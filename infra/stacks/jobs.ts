import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { copiedCatalogue, copiedLedgers } from '../../shared/domain/ledger/copied-part.ts';
import { type Job, type JobId, jobs } from '../../shared/runtime/jobs.ts';
import { letTellEntries } from '../constructs/let-tell-entries.ts';
import { QueueJob } from '../constructs/queue-job.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { ServiceFunction, ServiceFunctionProps, Surroundings } from '../constructs/service-function.ts';
import type { WatchedQueue } from '../constructs/watch-service.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { functionSizes } from '../function-size.ts';
import { jobAccess } from '../table-access.ts';

export interface JobsStackProps extends StackProps {
  readonly surroundings: Surroundings;
}

const sizes = {
  'sweep-due': functionSizes.job,
  'advance-accounts': functionSizes.job,
  'ask-top-ups': functionSizes.job,
  'audit-ledgers': functionSizes.longJob,
} as const satisfies Record<JobId, unknown>;

/** The functions that run besides requests, from the job table: schedules, and the queue between them and their workers. */
export class JobsStack extends Stack {
  /** By job id. */
  readonly functions: ReadonlyMap<JobId, ServiceFunction>;
  /** The queues that operators watch. */
  readonly queues: readonly WatchedQueue[];

  constructor(scope: Construct, id: string, { surroundings, ...props }: JobsStackProps) {
    super(scope, id, props);
    const { stage, alarmTopic } = surroundings;
    const group = new CfnScheduleGroup(this, 'schedules', { name: `credits-${stage.name}` });
    const { queue, deadLetters } = new WorkQueue(this, 'due', {
      of: `jobs/${jobs.advanceAccounts.id}`,
      workerTimeoutSeconds: sizes[jobs.advanceAccounts.id].timeoutSeconds,
      stage,
      topic: alarmTopic,
    });
    const queues: WatchedQueue[] = [
      { kind: 'work', name: 'due', queue },
      { kind: 'put-aside', name: `jobs/${jobs.advanceAccounts.id}`, queue: deadLetters.queue },
    ];
    this.functions = new Map(
      Object.values(jobs).map((job) => [job.id, this.addJob(job, { surroundings, group, queue, queues })]),
    );
    this.queues = queues;
  }

  private addJob(
    job: Job & { readonly id: JobId },
    {
      surroundings,
      group,
      queue,
      queues,
    }: {
      readonly surroundings: Surroundings;
      readonly group: CfnScheduleGroup;
      readonly queue: Queue;
      /** Gets the queue that a job puts aside to. */
      readonly queues: WatchedQueue[];
    },
  ): ServiceFunction {
    const props: ServiceFunctionProps = {
      ...surroundings,
      entry: `jobs/${job.id}`,
      description: job.summary,
      size: sizes[job.id],
      access: jobAccess[job.id],
      // What the audit finds, and what the stream missed; what becomes of top-ups.
      isPublisher: job.id === jobs.auditLedgers.id || job.id === jobs.askTopUps.id,
      environment: { DUE_QUEUE_URL: queue.queueUrl },
    };
    if (!('everyMinutes' in job.trigger)) {
      const worker = new QueueJob(this, job.id, { ...props, queue, workersMax: surroundings.stage.workersMax });
      allowSending(worker.job, queue, surroundings);
      return worker.job;
    }
    const scheduled = new ScheduledJob(this, job.id, { ...props, ...job.trigger, group });
    if (job.id === jobs.auditLedgers.id) letTellEntries(scheduled.job, surroundings);
    // What the stream lost, ledgers from before there was a copy, and the catalogue.
    if (job.id === jobs.auditLedgers.id) surroundings.copy?.letCopy(scheduled.job, [copiedLedgers, copiedCatalogue]);
    queues.push({ kind: 'put-aside', name: props.entry, queue: scheduled.deadLetters.queue });
    // The others hand nothing on.
    if (job.id === jobs.sweepDue.id) allowSending(scheduled.job, queue, surroundings);
    return scheduled.job;
  }
}

function allowSending({ role }: ServiceFunction, queue: Queue, { isLocal }: Surroundings): void {
  queue.grant(role, 'sqs:SendMessage', 'sqs:GetQueueAttributes');
  // On AWS a batch is authorized as the messages it is made of; the emulator has an action of its own for it.
  if (isLocal) queue.grant(role, 'sqs:SendMessageBatch');
}
