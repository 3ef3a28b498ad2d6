import type { Services } from '../ports/services.ts';
import { required } from './environment.ts';
import { service } from './services.ts';
import { createSqsDueQueue } from './sqs-due-queue.ts';

/** The queue of accounts that are due: SQS's, that the environment names. */
export function withQueue(): Pick<Services, 'queue'> {
  return { queue: service('queue', () => createSqsDueQueue(required('DUE_QUEUE_URL'))) };
}
