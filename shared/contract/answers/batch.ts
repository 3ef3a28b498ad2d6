/// <reference types="zod-openapi" />
/** The answer to a batch of debits. */
import * as z from 'zod/mini';
import { whole } from './answer-parts.ts';
import { problem } from './problem.ts';
import { receipt } from './receipt.ts';

export const batch = z.strictObject({
  results: z.array(
    z.strictObject({
      status: whole,
      replayed: z.optional(
        z.literal(true).check(z.meta({ description: 'The answer was given before, under this key.' })),
      ),
      body: z.union([receipt, problem]),
    }),
  ),
});
