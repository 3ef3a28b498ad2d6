import type { Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { requireVariable } from './environment.ts';
import { service } from './services.ts';
import { createSqsDueQueue } from './sqs-due-queue.ts';

/** The queue of accounts that are due: SQS's, that the environment names. */
export function withQueue(project: Project): Pick<Services, 'queue'> {
  return { queue: service('queue', project, () => createSqsDueQueue(requireVariable('DUE_QUEUE_URL'), project)) };
}
