/// <reference types="zod-openapi" />
/** The subscription that pays for an account's plan (R35). */
import * as z from 'zod/mini';
import { subscriptionStatuses } from '../../domain/account/subscription.ts';
import { instant, text } from './answer-parts.ts';

export const subscription = z
  .strictObject({
    subscriptionId: text,
    status: z.enum(subscriptionStatuses),
    paidUntil: instant.check(z.meta({ description: 'The end of the newest period that was paid for.' })),
    endsAt: z.optional(
      instant.check(z.meta({ description: 'When it was canceled or paused. Left out where it wasn’t.' })),
    ),
    cycleAnchor: z.optional(
      instant.check(
        z.meta({ description: 'The account’s cycles come to begin with its periods, of which one begins then.' }),
      ),
    ),
    coveredUntil: z.optional(
      instant.check(
        z.meta({
          description:
            'From then on the plan’s credits wait: what was paid for, and the plan’s grace where it may still be paid. Left out while the plan’s price is zero.',
        }),
      ),
    ),
  })
  .check(z.meta({ id: 'Subscription', description: 'What pays for the account’s plan, as it was told last.' }));
