/// <reference types="zod-openapi" />
/** A hold: credits set aside for work in progress. */
import * as z from 'zod/mini';
import {
  exhaustionPolicies,
  type Hold,
  type HoldDecision,
  holdDecisions,
  holdStates,
} from '../../domain/account/hold.ts';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { publicHold } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, category, credits, instant, nextCursor, text } from './answer-parts.ts';
import { slice } from './entry-parts.ts';
import { quarantine, quarantineJson } from './quarantine.ts';

export const hold = z
  .strictObject({
    holdId: text,
    state: z.enum(holdStates),
    category,
    credits: credits.check(z.meta({ description: 'Set aside, in all.' })),
    used: credits.check(z.meta({ description: 'Reported so far; once settled, what was charged.' })),
    overrun: z.optional(credits.check(z.meta({ description: 'What it may use beyond that, as overrun.' }))),
    slices: z.array(slice),
    slice: credits.check(z.meta({ description: 'What an extension sets aside beyond what is used.' })),
    whenExhausted: z.enum(exhaustionPolicies),
    dimensions: z.optional(z.record(z.string(), z.string())),
    limitIds: z.optional(z.array(text)),
    expiresAt: instant,
    rateCard: z.optional(
      text.check(z.meta({ description: 'In effect when it was authorized: its work is priced by it to the end.' })),
    ),
    reportedAt: z.optional(
      instant.check(
        z.meta({
          description:
            'When what it has used was last made durable. At most a tenth of what is set aside, or 5 s of use, is newer.',
        }),
      ),
    ),
  })
  .check(z.meta({ id: 'Hold', description: 'Credits set aside for work in progress.' }));

export const holdReport = z.strictObject({
  decision: z
    .enum(holdDecisions)
    .check(z.meta({ description: 'Whether the work may go on. After `pause`, report again once there are credits.' })),
  hold,
});

export const holdPage = z.strictObject({
  holds: z.array(hold),
  nextCursor,
  unreadable: z.optional(
    z.array(text).check(z.meta({ description: 'Ids of holds whose items can’t be read; the ledger tells of them.' })),
  ),
  quarantine: z.optional(quarantine),
});

export function holdJson(of: Hold): AnswerOf<typeof hold> {
  return publicHold(of);
}

/** Says whether the work may go on, and its hold. */
export function holdReportJson({
  hold: of,
  decision,
}: {
  readonly hold: Hold;
  readonly decision: HoldDecision;
}): AnswerOf<typeof holdReport> {
  return { decision, hold: holdJson(of) };
}

export function holdPageJson({
  holds,
  nextCursor,
  unreadable,
  quarantine: why,
}: {
  readonly holds: readonly Hold[];
  readonly nextCursor?: string;
  readonly unreadable?: readonly string[];
  readonly quarantine?: Quarantine;
}): AnswerOf<typeof holdPage> {
  return {
    holds: holds.map(holdJson),
    nextCursor,
    unreadable: unreadable && [...unreadable],
    quarantine: why && quarantineJson(why),
  };
}
