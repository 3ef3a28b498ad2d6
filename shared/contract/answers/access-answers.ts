/// <reference types="zod-openapi" />
/** The shapes of the gate's answers. */
import * as z from 'zod/mini';
import { denialEffects, denialReasons } from '../../domain/decisions/gate.ts';
import { credits, instant, text } from './answer-parts.ts';

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
