/// <reference types="zod-openapi" />
/** The bodies of what an operator gives, takes and ends. */
import * as z from 'zod/mini';
import { adjustmentDirections } from '../../domain/account/grant.ts';
import { categories } from '../../domain/catalogue/rate-card.ts';
import { credits, instant, shortText } from '../fields.ts';
import { oneOf } from '../schema-parts.ts';

/** Credits that are taken have no end. */
export const adjustmentBody = z
  .strictObject({
    credits,
    direction: z._default(
      oneOf(adjustmentDirections).check(
        z.meta({
          description:
            '`add` grants credits until the cycle ends, or until `expiresAt`; `remove` takes credits, all or nothing. `add` when left out.',
        }),
      ),
      'add',
    ),
    expiresAt: z.exactOptional(
      instant(
        'When credits that are added end: after now, and at most ten years later. It may lie past the cycle’s end, and past many of them. With the cycle when left out.',
      ),
    ),
    category: z.exactOptional(
      oneOf(categories).check(
        z.meta({
          description: 'The one category that what is added pays for, before all else. Every one when left out.',
        }),
      ),
    ),
    reason: shortText('Why, for the ledger.', 'goodwill after the outage'),
    actor: shortText('Who answers for it.', 'ada@example.com'),
  })
  .check(
    z.refine((body) => body.direction === 'add' || body.expiresAt === undefined, {
      error: 'must not be given with direction "remove"',
      path: ['expiresAt'],
    }),
    z.refine((body) => body.direction === 'add' || body.category === undefined, {
      error: 'must not be given with direction "remove": void the grant',
      path: ['category'],
    }),
  );

export const voidBody = z.strictObject({
  reason: shortText('Why, for the ledger.', 'the trial was given to the wrong account'),
  actor: shortText('Who answers for it.', 'ada@example.com'),
});
