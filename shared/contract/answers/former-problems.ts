import type { ProblemKind } from './problem-kind.ts';

/** Codes that were renamed. A refusal is remembered under the code of its first answer, and its repeats must say the same. */
export const formerProblems = {
  'hold-limit': {
    status: 409,
    title: 'Too many open holds',
    meaning:
      'The former name of `too-many-holds`, answered only to a repeat of what was refused under it, for 24 hours.',
    retryable: true,
  },
  'limit-limit': {
    status: 409,
    title: 'Too many spending limits',
    meaning:
      'The former name of `too-many-limits`, answered only to a repeat of what was refused under it, for 24 hours.',
    retryable: false,
  },
} as const satisfies Record<string, ProblemKind>;
