import type { ProblemKind } from './problem-kind.ts';

/** One payment buys once (R24). */
export const paymentProblems = {
  'payment-reused': {
    status: 409,
    title: 'The payment bought something else',
    meaning: 'One payment buys one pack once; `boughtBy` is the entry of its purchase.',
    retryable: false,
  },
  'payment-claimed': {
    status: 409,
    title: 'The payment is another account’s',
    meaning:
      'One payment buys once in the whole deployment: another account has bought with it, or is about to. A purchase that was refused leaves its payment to others.',
    retryable: false,
  },
  'refund-reused': {
    status: 409,
    title: 'The refund was of something else',
    meaning: 'A refund under its own id is of one amount of one payment; `refundedBy` is its entry.',
    retryable: false,
  },
  'refund-too-large': {
    status: 409,
    title: 'More than is unspent of the purchase',
    meaning: 'At most `refundable` credits of it are unspent. Nothing was taken back.',
    retryable: false,
  },
  'nothing-to-reinstate': {
    status: 409,
    title: 'Nothing was charged back',
    meaning: 'The purchase is not charged back, or by another dispute.',
    retryable: false,
  },
  'payments-not-connected': {
    status: 409,
    title: 'No payment provider is connected',
    meaning: 'Packs are purchased here with payments that were taken elsewhere.',
    retryable: false,
  },
  'pack-without-price': {
    status: 409,
    title: 'The pack has no price',
    meaning: 'A pack is sold at the price that its plan says: publish one.',
    retryable: true,
  },
  'customer-unknown': {
    status: 404,
    title: 'The account has paid nothing yet',
    meaning: 'The provider knows it from its first payment on.',
    retryable: true,
  },
  'customer-not-found': {
    status: 404,
    title: 'The payment provider has no such customer',
    meaning: 'Or has deleted them. Name one that the connected provider knows. Nothing was linked.',
    retryable: true,
  },
  'customer-taken': {
    status: 409,
    title: 'The account or the customer is linked already',
    meaning: 'An account is one customer and a customer one account, once and for all. Nothing was linked.',
    retryable: false,
  },
  'top-up-not-found': {
    status: 404,
    title: 'No such request for a top-up',
    meaning: 'The account has asked for no top-up under this id, or for another since. Nothing was changed.',
    retryable: false,
  },
} as const satisfies Record<
  | 'payment-reused'
  | 'payment-claimed'
  | 'refund-reused'
  | 'refund-too-large'
  | 'nothing-to-reinstate'
  | 'payments-not-connected'
  | 'pack-without-price'
  | 'customer-unknown'
  | 'customer-not-found'
  | 'customer-taken'
  | 'top-up-not-found',
  ProblemKind
>;
