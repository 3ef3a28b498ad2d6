/// <reference types="zod-openapi" />
/** Spending limits, and what they let through. */
import * as z from 'zod/mini';
import { countersOf, type Limit } from '../../domain/account/limit.ts';
import { limitPeriods } from '../../domain/account/limit-scope.ts';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { toCredits, total } from '../../domain/amount.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { type AnswerOf, category, credits, instant, text } from './answer-parts.ts';
import { proved, provedJson } from './quarantine.ts';
import { type Through, through, throughJson } from './through.ts';

export const limitDimension = z
  .strictObject({ name: text, value: z.optional(text), prefix: z.optional(text), each: z.optional(z.literal(true)) })
  .check(z.meta({ description: 'One `value`, all that begin with a `prefix`, together, or `each` value for itself.' }));

export const limitScope = {
  limitId: text,
  category: z.optional(category),
  dimension: z.optional(limitDimension),
  period: z.optional(z.enum(limitPeriods).check(z.meta({ description: 'The billing cycle when left out.' }))),
  endsAt: z.optional(instant.check(z.meta({ description: 'When it ends.' }))),
};

const limitValue = z
  .strictObject({ value: text, used: credits, held: credits })
  .check(z.meta({ id: 'LimitValue', description: 'A value that a limit for `each` counts in its present period.' }));

export const limits = z.strictObject({
  limits: z.array(
    z.strictObject({
      ...limitScope,
      credits: credits.check(
        z.meta({ description: 'What may be used in a period: of one for `each`, by each value.' }),
      ),
      used: credits.check(z.meta({ description: 'Of one for `each`: by all values.' })),
      held: credits.check(z.meta({ description: 'Set aside by work in progress.' })),
      values: z.optional(
        z.array(limitValue).check(z.meta({ description: 'Of one for `each`: every value of the present period.' })),
      ),
      renewsAt: z.optional(
        instant.check(z.meta({ description: 'When it begins anew: never, of one for the account’s lifetime.' })),
      ),
    }),
  ),
  through,
  ...proved,
});

interface LimitsView extends Through {
  readonly limits: readonly Limit[];
  /** When the billing cycle ends. */
  readonly cycleEndMs: number;
  readonly quarantine?: Quarantine;
  readonly unprovable?: readonly Unprovable[];
}

export function limitsJson(of: LimitsView): AnswerOf<typeof limits> {
  return {
    limits: of.limits.map((limit) => limitJson(limit, of.cycleEndMs)),
    through: throughJson(of),
    ...provedJson(of),
  };
}

function limitJson(limit: Limit, cycleEndMs: number): AnswerOf<typeof limits>['limits'][number] {
  const { limitId, category, dimension, period, endsAtMs, credits, span, values } = limit;
  const counters = countersOf(limit);
  const renewsAtMs = period === 'lifetime' ? undefined : (span?.untilMs ?? cycleEndMs);
  return {
    limitId,
    category,
    dimension,
    period: period ?? 'cycle',
    endsAt: endsAtMs === undefined ? undefined : instantText(endsAtMs),
    credits: toCredits(credits),
    used: toCredits(total(counters.map(({ used }) => used))),
    held: toCredits(total(counters.map(({ held }) => held))),
    values: values?.map(({ value, used, held }) => ({ value, used: toCredits(used), held: toCredits(held) })),
    renewsAt: renewsAtMs === undefined ? undefined : instantText(renewsAtMs),
  };
}
