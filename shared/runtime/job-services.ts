import type { DueQueue } from '../storage/due-queue.ts';
import { required } from './environment.ts';
import { type Services, services } from './services.ts';
import { createSqsDueQueue } from './sqs-due-queue.ts';

/** What jobs work with besides what requests do. */
export interface JobServices extends Services {
  readonly queue: DueQueue;
}

let queue: DueQueue | undefined;

export function jobServices(): JobServices {
  queue ??= createSqsDueQueue(required('DUE_QUEUE_URL'));
  return { ...services(), queue };
}

/** Gives the process its queue instead of the environment's. The local service brings its own. */
export function provideQueue(provided: DueQueue): void {
  queue = provided;
}
