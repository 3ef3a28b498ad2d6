/// <reference types="zod-openapi" />
/** Uses that were turned away, by reason. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type RefusedOnDays, turnedAwayReasons } from '../../domain/projections/refused-uses.ts';
import { type AnswerOf, count, credits, instant, text } from './answer-parts.ts';

export const refusedUses = z
  .strictObject({
    reason: z.enum(turnedAwayReasons).check(z.meta({ description: 'The problem code that was answered.' })),
    limitId: z.optional(text.check(z.meta({ description: 'The spending limit in the way.' }))),
    requests: count,
    credits: credits.check(z.meta({ description: 'What they required, where the refusal said so.' })),
    lastAt: instant,
    days: z
      .array(z.strictObject({ day: text, requests: count }))
      .check(z.meta({ description: 'How many there were on each day of the account’s zone, in order.' })),
  })
  .check(
    z.meta({
      id: 'RefusedUses',
      description:
        'Uses that were turned away on the days of this cycle. A refusal is no entry: it is counted once while it is told, from this release on, so these are at least so many. What the gate answered is in none.',
    }),
  );

export function refusedJson({
  reason,
  limitId,
  requests,
  credits: required,
  lastMs,
  days,
}: RefusedOnDays): AnswerOf<typeof refusedUses> {
  return { reason, limitId, requests, credits: toCredits(required), lastAt: instantText(lastMs), days };
}
