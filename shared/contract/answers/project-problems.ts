import type { ProblemKind } from './problem-kind.ts';

/** Live and test projects. */
export const projectProblems = {
  'clock-not-movable': {
    status: 409,
    title: 'The clock can’t be moved',
    meaning:
      'The project is live: its accounts go by everybody’s clock. Accounts of a test project can be moved ahead.',
    retryable: false,
  },
} as const satisfies Record<'clock-not-movable', ProblemKind>;
