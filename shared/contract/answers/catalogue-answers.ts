/// <reference types="zod-openapi" />
/** The shapes of plans and rate cards in answers. */
import * as z from 'zod/mini';
import { overrunPolicies } from '../../domain/catalogue/plan.ts';
import { cadences } from '../../domain/cycle.ts';
import { category, count, credits, instant, money, text } from './answer-parts.ts';

const versionMembers = { version: text, effectiveFrom: instant, publishedAt: instant };

export const plan = z
  .strictObject({
    planId: text,
    ...versionMembers,
    name: z.optional(text),
    credits,
    cycle: z.enum(cadences),
    lowBalanceThresholds: z.array(credits),
    overrun: z.strictObject({ policy: z.enum(overrunPolicies), cap: credits }),
    packs: z.array(
      z.strictObject({
        packId: text,
        credits,
        price: z.optional(z.strictObject(money)),
        expiresInSeconds: z.optional(count),
      }),
    ),
    price: z.optional(z.strictObject({ ...money, interval: z.enum(cadences) })),
  })
  .check(z.meta({ id: 'Plan' }));

export const planPage = z.strictObject({ plans: z.array(plan) });

const price = z
  .strictObject({ sku: text, category, credits, per: count, unit: z.optional(text) })
  .check(z.meta({ id: 'Price', description: 'So many credits per so many units.' }));

export const rateCard = z.strictObject({ ...versionMembers, prices: z.array(price) }).check(z.meta({ id: 'RateCard' }));
export const rateCardPage = z.strictObject({
  rateCards: z.array(z.strictObject(versionMembers)),
  inEffect: z.nullable(text),
});
