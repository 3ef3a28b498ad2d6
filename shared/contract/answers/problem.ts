/// <reference types="zod-openapi" />
/** Problems as they are answered, by RFC 9457. */
import * as z from 'zod/mini';
import { holdStates } from '../../domain/account/hold.ts';
import { category, credits, instant, seq, text, whole } from './answer-parts.ts';
import { problemCodes } from './problem-code.ts';
import { restore } from './restore.ts';

export const problem = z
  .looseObject({
    type: z.string().check(z.meta({ description: 'Stable; GET it for the meaning.' })),
    code: z.enum(problemCodes),
    title: text,
    status: whole,
    detail: text,
    retryable: z.boolean().check(z.meta({ description: 'Whether the very same request may succeed later.' })),
    errors: z.optional(z.array(z.strictObject({ field: text, message: text }))),
    category: z.optional(
      category.check(z.meta({ description: 'What `available` is available for, where others have more or less.' })),
    ),
    available: z.optional(credits),
    held: z.optional(credits),
    required: z.optional(credits),
    shortfall: z.optional(credits),
    restore: z.optional(restore),
    renewsAt: z.optional(instant),
    earliest: z.optional(instant),
    latest: z.optional(instant),
    state: z.optional(z.enum(holdStates)),
    limitId: z.optional(text),
    sku: z.optional(text),
    planId: z.optional(text),
    packId: z.optional(text),
    reversedBy: z.optional(seq),
    voidedBy: z.optional(seq),
    withdrawnBy: z.optional(seq),
    givenUpBy: z.optional(seq),
    redeemedBy: z.optional(seq),
    boughtBy: z.optional(seq),
    reversible: z.optional(credits),
    refundedBy: z.optional(seq),
    refundable: z.optional(credits),
    requestId: z.optional(text),
  })
  .check(z.meta({ id: 'Problem', description: 'RFC 9457, with what the caller needs to act.' }));

export const problemPage = z.strictObject({
  code: z.enum(problemCodes),
  status: whole,
  title: text,
  meaning: text,
  retryable: z.boolean(),
});
