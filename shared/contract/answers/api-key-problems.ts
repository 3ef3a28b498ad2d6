import type { ProblemKind } from './problem-kind.ts';

/** Keys end, and are never brought back. */
export const apiKeyProblems = {
  'api-key-not-found': {
    status: 404,
    title: 'No such API key',
    meaning: 'No API key has this id.',
    retryable: false,
  },
  'api-key-ended': {
    status: 409,
    title: 'The API key has ended',
    meaning: 'It was revoked, or has expired: it gets no other secret. Make another key.',
    retryable: false,
  },
} as const satisfies Record<'api-key-not-found' | 'api-key-ended', ProblemKind>;
