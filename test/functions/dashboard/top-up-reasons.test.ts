import { expect, it } from 'vitest';
import { topUpReason } from '../../../functions/dashboard/pages/overview/top-up-reasons.ts';
import { paymentFailures } from '../../../shared/domain/account/payment-fact.ts';
import { topUpObstacles } from '../../../shared/domain/account/top-up-request.ts';

it('a top-up that wasn’t paid says why in words, and whoever takes payments in theirs', () => {
  for (const reason of [...paymentFailures, ...topUpObstacles]) expect(topUpReason(reason)).toMatch(/^[a-z][^-]* /);
  for (const reason of ['the card has expired', 'constructor', '__proto__', ''])
    expect(topUpReason(reason)).toBe(reason);
});
