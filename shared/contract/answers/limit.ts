/// <reference types="zod-openapi" />
/** Spending limits, and what they let through. */
import * as z from 'zod/mini';
import type { Limit } from '../../domain/account/limit.ts';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { toCredits } from '../../domain/amount.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { type AnswerOf, category, credits, text } from './answer-parts.ts';
import { proved, provedJson } from './quarantine.ts';
import { type Through, through, throughJson } from './through.ts';

export const limitDimension = z.strictObject({ name: text, value: text });

export const limitScope = {
  limitId: text,
  category: z.optional(category),
  dimension: z.optional(limitDimension),
};

export const limits = z.strictObject({
  limits: z.array(z.strictObject({ ...limitScope, credits, used: credits, held: credits })),
  through,
  ...proved,
});

interface LimitsView extends Through {
  readonly limits: readonly Limit[];
  readonly quarantine?: Quarantine;
  readonly unprovable?: readonly Unprovable[];
}

export function limitsJson(of: LimitsView): AnswerOf<typeof limits> {
  return {
    limits: of.limits.map(({ limitId, category, dimension, credits, used, held }) => ({
      limitId,
      category,
      dimension,
      credits: toCredits(credits),
      used: toCredits(used),
      held: toCredits(held),
    })),
    through: throughJson(of),
    ...provedJson(of),
  };
}
