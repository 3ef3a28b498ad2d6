import type { ProblemKind } from './problem-kind.ts';

/** A grant by hand is ended before its time once (R28). */
export const grantProblems = {
  'grant-not-found': {
    status: 404,
    title: 'No such grant',
    meaning: 'The account has no live grant under this id: it never had, or the grant has ended.',
    retryable: false,
  },
  'grant-not-voidable': {
    status: 409,
    title: 'The grant is not one that was given by hand',
    meaning: 'Adjustments can be void. What was paid for is refunded instead, and a plan’s credits go with the plan.',
    retryable: false,
  },
  'grant-voided': {
    status: 409,
    title: 'The grant is void already',
    meaning: 'What was left of it is forfeited; `voidedBy` is the entry that did it.',
    retryable: false,
  },
} as const satisfies Record<'grant-not-found' | 'grant-not-voidable' | 'grant-voided', ProblemKind>;
