/// <reference types="zod-openapi" />
/** The gate's answer. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import { byCategory } from '../../domain/catalogue/rate-card.ts';
import { denialEffects, denialReasons, type GateAnswer, type Verdict } from '../../domain/decisions/check-access.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, credits, instant, text } from './answer-parts.ts';
import { availableForJson, availableForMember } from './balance.ts';
import { restore, restoreJson } from './restore.ts';

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
    ...byCategory(() => verdict),
    read: z.strictObject({ allowed: z.literal(true) }),
    available: credits,
    ...availableForMember,
    restore: z.optional(restore),
  })
  .check(z.meta({ id: 'Access' }));

export function gateJson({ verdicts, available, availableFor, restore: ways }: GateAnswer): AnswerOf<typeof access> {
  return {
    ...byCategory((category) => verdictJson(verdicts[category])),
    read: { allowed: true },
    available: toCredits(available),
    availableFor: availableForJson(availableFor),
    restore: ways === undefined ? undefined : restoreJson(ways),
  };
}

function verdictJson(of: Verdict): AnswerOf<typeof verdict> {
  if (of.isAllowed) return { allowed: true };
  const { reason, effect, sinceMs, limitId } = of;
  return { allowed: false, reason, effect, limitId, since: sinceMs === undefined ? undefined : instantText(sinceMs) };
}
