/// <reference types="zod-openapi" />
/** Advice: a code and the figures that it rests on. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { Advice, adviceCodes } from '../../domain/insights/advice-kinds.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, category, count, credits, instant, text } from './answer-parts.ts';
import { estimate, exact } from './exact.ts';
import { packOffer, packOfferJson, range, rangeJson } from './outlook-parts.ts';

function adviceOf<Code extends (typeof adviceCodes)[number], Shape extends z.core.$ZodShape>(
  code: Code,
  description: string,
  shape: Shape,
): z.ZodMiniObject<Shape & { code: z.ZodMiniLiteral<Code> }, z.core.$strict> {
  return z.strictObject({ code: z.literal(code).check(z.meta({ description })), ...shape });
}

export const advice = z
  .union([
    adviceOf('buy-add-on-before', 'Likely use empties the balance before the renewal.', {
      before: instant.check(z.meta({ description: 'The earliest instant at which it may be empty.' })),
      available: credits,
      expectedUse: range,
      missing: credits.check(z.meta({ description: 'Of the likely use.' })),
      pack: z
        .nullable(packOffer)
        .check(z.meta({ description: 'The cheapest that covers it and lasts until the renewal.' })),
      renewsAt: instant,
    }),
    adviceOf('shift-heavy-work-after-renewal', 'High use takes more than there is before the renewal.', {
      available: credits,
      expectedUse: range,
      missing: credits.check(z.meta({ description: 'Of the high use.' })),
      renewsAt: instant,
    }),
    adviceOf('run-heavy-work-before-renewal', 'Even high use leaves a tenth or more of what this cycle granted.', {
      left: range,
      granted: credits,
      renewsAt: instant,
    }),
    adviceOf('add-on-expires-unused', 'Likely use leaves some of what was paid for.', {
      grantId: text,
      expiresAt: instant,
      remaining: credits,
      unused: credits,
    }),
    adviceOf('usage-grew', 'By a quarter or more against the same part of the cycle before.', {
      credits: z.number(),
      previous: z.number(),
      category: category.check(z.meta({ description: 'The one that grew most.' })),
      categoryCredits: z.number(),
      categoryPrevious: z.number(),
    }),
    adviceOf('credits-expired-unused', 'A quarter or more of what was granted in the cycles looked back on.', {
      cycles: count,
      granted: z.number(),
      unused: z.number(),
      plan: z.optional(
        z.strictObject({ planId: text, credits }).check(
          z.meta({
            description:
              'The cheapest that costs less than the present one and grants as much as was used in any of those cycles.',
          }),
        ),
      ),
    }),
  ])
  .check(
    z.meta({
      id: 'Advice',
      description: 'What may be done, by a closed list of codes, each with its figures; the most pressing first.',
    }),
  );

export function adviceJson(given: Advice): AnswerOf<typeof advice> {
  const { code } = given;
  switch (code) {
    case 'buy-add-on-before':
      return {
        code,
        before: instantText(given.beforeMs),
        available: toCredits(given.available),
        expectedUse: rangeJson(given.use),
        missing: estimate(given.missing),
        pack: given.pack === undefined ? null : packOfferJson(given.pack),
        renewsAt: instantText(given.renewsAtMs),
      };
    case 'shift-heavy-work-after-renewal':
      return {
        code,
        available: toCredits(given.available),
        expectedUse: rangeJson(given.use),
        missing: estimate(given.missing),
        renewsAt: instantText(given.renewsAtMs),
      };
    case 'run-heavy-work-before-renewal':
      return {
        code,
        left: rangeJson(given.left),
        granted: toCredits(given.granted),
        renewsAt: instantText(given.renewsAtMs),
      };
    case 'add-on-expires-unused':
      return {
        code,
        grantId: given.grantId,
        expiresAt: instantText(given.expiresAtMs),
        remaining: toCredits(given.remaining),
        unused: estimate(given.unused),
      };
    case 'usage-grew':
      return {
        code,
        credits: exact(given.credits),
        previous: exact(given.before),
        category: given.category,
        categoryCredits: exact(given.categoryCredits),
        categoryPrevious: exact(given.categoryBefore),
      };
    case 'credits-expired-unused':
      return {
        code,
        cycles: given.cycles,
        granted: exact(given.granted),
        unused: exact(given.unused),
        plan: given.plan && { planId: given.plan.planId, credits: toCredits(given.plan.credits) },
      };
    default:
      return given satisfies never;
  }
}
