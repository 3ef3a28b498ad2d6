/** The messages between parent and processes. */
import * as z from 'zod/mini';

export const orderShape = z.object({
  accountId: z.string(),
  /** When to begin: the same instant for all. */
  atMs: z.number(),
  /** How long to go on; one debit when 0. */
  forMs: z.number(),
});
export type Order = z.infer<typeof orderShape>;

export const toldShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('done'),
    tally: z.object({
      latenciesMs: z.array(z.number()),
      acknowledged: z.array(z.string()),
      unanswered: z.array(z.string()),
      refused: z.number(),
      unavailable: z.number(),
      givenUp: z.number(),
    }),
  }),
]);
export type ProcessMessage = z.infer<typeof toldShape>;
