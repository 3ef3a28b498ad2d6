import type { ProblemKind } from './problem-kind.ts';

/** A code is redeemed as often as it says, and once by each account (R30). */
export const promotionProblems = {
  'promotion-not-found': {
    status: 404,
    title: 'No such promotion code',
    meaning: 'No such code was published, or not yet.',
    retryable: true,
  },
  'promotion-exists': {
    status: 409,
    title: 'The promotion code exists already, with other content',
    meaning: 'What a published code gives never changes. Publish another code.',
    retryable: false,
  },
  'promotion-ended': {
    status: 409,
    title: 'The promotion has ended',
    meaning: 'Its code could be redeemed until its `endsAt`, or until somebody ended it.',
    retryable: false,
  },
  'promotion-used-up': {
    status: 409,
    title: 'The promotion is used up',
    meaning:
      'Its code was redeemed as often as it may be, or the last uses of it are being redeemed right now: one of those that comes to nothing is free again. Nothing was given.',
    retryable: false,
  },
  'promotion-redeemed': {
    status: 409,
    title: 'The account has redeemed this code',
    meaning: 'A code is redeemed once per account; `redeemedBy` is the entry that did.',
    retryable: false,
  },
} as const satisfies Record<
  'promotion-not-found' | 'promotion-exists' | 'promotion-ended' | 'promotion-used-up' | 'promotion-redeemed',
  ProblemKind
>;
