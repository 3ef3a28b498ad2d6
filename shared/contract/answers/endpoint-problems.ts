import type { ProblemKind } from './problem-kind.ts';

/** Endpoints may be disabled, and then nothing is sent to them. */
export const endpointProblems = {
  'endpoint-not-found': {
    status: 404,
    title: 'No such endpoint',
    meaning: 'No endpoint has this id, or it was deleted.',
    retryable: false,
  },
  'endpoint-disabled': {
    status: 409,
    title: 'The endpoint is disabled',
    meaning: 'Nothing is delivered to it. Enable it by changing it, then send again what it missed.',
    retryable: false,
  },
  'too-many-endpoints': {
    status: 409,
    title: 'There are as many endpoints as there may be',
    meaning: 'A deployment has 500 endpoints at the most. Delete one, or let one receiver tell the others.',
    retryable: false,
  },
} as const satisfies Record<'endpoint-not-found' | 'endpoint-disabled' | 'too-many-endpoints', ProblemKind>;
