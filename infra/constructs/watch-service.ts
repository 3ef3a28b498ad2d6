/** Lets the function that tells operators how the service fares look at queues and alarms, and tells it which. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { QueueDepth } from '../../shared/domain/projections/service-health.ts';
import { mayReadAlarms } from './may-read-alarms.ts';
import type { ServiceFunction } from './service-function.ts';

export interface WatchedQueue extends Pick<QueueDepth, 'name' | 'kind'> {
  readonly queue: IQueue;
}

export function watchService(
  { function: watching, role }: ServiceFunction,
  { queues, alarmPrefix }: { readonly queues: readonly WatchedQueue[]; readonly alarmPrefix: string },
): void {
  const words = queues.flatMap(({ kind, name, queue }) => [kind, name, queue.queueUrl]);
  watching.addEnvironment('QUEUES', words.join(' '));
  watching.addEnvironment('ALARM_PREFIX', alarmPrefix);
  const resources = queues.map(({ queue }) => queue.queueArn);
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:GetQueueAttributes'], resources }));
  mayReadAlarms(role);
}
