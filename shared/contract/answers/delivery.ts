/// <reference types="zod-openapi" />
/** The log of an endpoint's deliveries. */
import * as z from 'zod/mini';
import { type Delivery, deliveryStates, tryFailures } from '../../domain/delivery.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, instant, nextCursor, text, whole } from './answer-parts.ts';

export const delivery = z
  .strictObject({
    deliveryId: text.check(z.meta({ description: 'What its receiver has as `webhook-id`.' })),
    eventId: text,
    type: text,
    accountId: z.optional(text),
    at: instant.check(z.meta({ description: 'When it happened.' })),
    state: z.enum(deliveryStates).check(
      z.meta({
        description:
          '`waiting`: it is tried, or will be. `failed`: it was tried for 72 hours, or its endpoint was disabled meanwhile. `skipped`: it came while the endpoint was disabled.',
      }),
    ),
    nextTryAt: z.optional(instant),
    tries: z
      .array(
        z.strictObject({
          at: instant,
          status: z.optional(whole.check(z.meta({ description: 'The status that the receiver answered.' }))),
          failure: z.optional(z.enum(tryFailures)),
        }),
      )
      .check(
        z.meta({
          description:
            'The newest tries, the newest last. Nothing of what the receiver answered is kept but its status.',
        }),
      ),
  })
  .check(z.meta({ id: 'Delivery' }));

export const deliveryPage = z.strictObject({ deliveries: z.array(delivery), nextCursor });

export const resending = z.strictObject({
  resent: whole.check(z.meta({ description: 'Deliveries that are tried again from now on.' })),
  nextCursor: z.optional(
    text.check(z.meta({ description: 'The span holds more: send the same again with it as `cursor`.' })),
  ),
});

export const testSent = z.strictObject({ deliveryId: text });

export function deliveryPageJson({
  deliveries,
  nextCursor: next,
}: {
  readonly deliveries: readonly Delivery[];
  readonly nextCursor?: string;
}): AnswerOf<typeof deliveryPage> {
  return { deliveries: deliveries.map(deliveryJson), nextCursor: next };
}

function deliveryJson({ deliveryId, news, state, dueAtMs, tries }: Delivery): AnswerOf<typeof delivery> {
  return {
    deliveryId,
    eventId: news.id,
    type: news.type,
    accountId: news.accountId,
    at: news.at,
    state,
    nextTryAt: dueAtMs === undefined ? undefined : instantText(dueAtMs),
    tries: tries.map(({ atMs, outcome }) => ({ at: instantText(atMs), ...outcome })),
  };
}

export function resendingJson(done: {
  readonly resent: number;
  readonly nextCursor?: string;
}): AnswerOf<typeof resending> {
  return { resent: done.resent, nextCursor: done.nextCursor };
}
