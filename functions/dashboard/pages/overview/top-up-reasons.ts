import type { PaymentFailure } from '../../../../shared/domain/account/payment-fact.ts';
import type { TopUpObstacle } from '../../../../shared/domain/account/top-up-request.ts';

/** The service's own reasons, in words for people who pay. */
const words = {
  'authentication-required': 'the bank wants you to confirm it, so buy the add-on yourself',
  declined: 'the bank declined it',
  'no-payment-method': 'no card is kept to pay it with',
  'customer-unknown': 'nothing was bought for this account yet, so no card is kept to pay it with',
  'pack-unknown': 'the plan doesn’t sell this add-on any more',
  'pack-without-price': 'this add-on has no price',
  'price-above-maximum': 'the add-on costs more than the top-up may pay',
} as const satisfies Readonly<Record<PaymentFailure | TopUpObstacle, string>>;

const byReason = new Map<string, string>(Object.entries(words));

/** A failure in words: a reason of the service's own, or as whoever takes payments told it. */
export function topUpReason(reason: string): string {
  return byReason.get(reason) ?? reason;
}
