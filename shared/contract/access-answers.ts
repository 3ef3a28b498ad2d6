/// <reference types="zod-openapi" />
/** The shapes of the gate's answers and of quotes. */
import * as z from 'zod/mini';
import { denialEffects, denialReasons } from '../domain/gate.ts';
import { category, count, credits, instant, money, text } from './answer-parts.ts';

export const line = z
  .strictObject({ sku: text, quantity: z.number().check(z.minimum(0)), credits })
  .check(z.meta({ id: 'PriceLine', description: 'A line’s share of the debit; the shares add up exactly.' }));

export const restore = z
  .strictObject({ packs: z.array(z.strictObject({ packId: text, credits })), renewsAt: instant })
  .check(z.meta({ id: 'Restore', description: 'Both ways back from zero.' }));

const verdict = z
  .strictObject({
    allowed: z.boolean(),
    reason: z.optional(z.enum(denialReasons)),
    effect: z.optional(z.enum(denialEffects)),
    limitId: z.optional(text.check(z.meta({ description: 'The spending limit that denies it.' }))),
    since: z.optional(instant),
  })
  .check(z.meta({ id: 'Verdict' }));

export const access = z
  .strictObject({
    ai: verdict,
    infrastructure: verdict,
    platform: verdict,
    read: z.strictObject({ allowed: z.literal(true) }),
    available: credits,
    restore: z.optional(restore),
  })
  .check(z.meta({ id: 'Access' }));

export const quote = z
  .strictObject({
    credits,
    category: z.optional(category),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    account: z.optional(
      z.strictObject({
        available: credits,
        affordable: z.boolean(),
        shortfall: credits,
        earliest: z
          .nullable(instant)
          .check(z.meta({ description: 'Now, or the next renewal that covers it; null when none in sight does.' })),
        pack: z
          .nullable(z.strictObject({ packId: text, count, credits, price: z.optional(z.strictObject(money)) }))
          .check(z.meta({ description: 'The cheapest way to buy what is missing.' })),
      }),
    ),
  })
  .check(z.meta({ id: 'Quote' }));
