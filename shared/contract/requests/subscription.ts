/// <reference types="zod-openapi" />
/** The body that tells what pays for an account's plan. */
import * as z from 'zod/mini';
import { type Subscription, subscriptionStatuses } from '../../domain/account/subscription.ts';
import { present } from '../../domain/present.ts';
import { instant, subscriptionId } from '../fields.ts';
import { oneOf } from '../schema-parts.ts';

export const subscriptionBody = z.strictObject({
  subscriptionId,
  status: oneOf(subscriptionStatuses).check(
    z.meta({
      description:
        'How it stands. While it is `trialing`, `active` or `past_due` the plan’s grace goes on after `paidUntil`; `incomplete` and `unpaid` have none, `paused` and `canceled` end at `endsAt`.',
    }),
  ),
  paidUntil: instant('The end of the newest period that was paid for, or that costs nothing.'),
  endsAt: z.exactOptional(instant('When it was canceled or paused, if it was.')),
  cycleAnchor: z.exactOptional(
    instant(
      'An instant at which one of its periods begins: the account’s cycles come to begin with them, from the next boundary on. They stay as they are when left out.',
    ),
  ),
});

export function subscriptionOf({
  subscriptionId: id,
  status,
  paidUntil: paidUntilMs,
  endsAt: endsAtMs,
  cycleAnchor: anchorMs,
}: z.output<typeof subscriptionBody>): Subscription {
  return { subscriptionId: id, status, paidUntilMs, ...present({ endsAtMs, anchorMs }) };
}
