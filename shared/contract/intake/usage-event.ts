/** An event of usage, as producers put it into the queue of usage: JSON, in the words of a debit. */
import * as z from 'zod/mini';
import type { UsageKind } from '../../domain/catalogue/model-usage.ts';
import { accountId, credits, dimensions, instant, wholeNumber } from '../fields.ts';
import { category, usage } from '../requests/requests.ts';

const textMax = 256;
const count = wholeNumber(0, 1_000_000_000_000, 'How many: a whole number from 0 to 10¹².');

function word(description: string): z.ZodMiniType<string, string> {
  const error = `must be 1 to ${textMax} characters`;
  return z.string({ error }).check(z.minLength(1, { error }), z.maxLength(textMax, { error }), z.meta({ description }));
}

/** The counts of a model's answer: input without what a cache gave or took, parts of them by the names that `meterStream` has. */
const tokens = z.strictObject({
  input: z._default(count, 0),
  output: z._default(count, 0),
  cachedInput: z._default(count, 0),
  cacheWrite: z._default(count, 0),
  cacheWriteHour: z.exactOptional(count),
  reasoning: z.exactOptional(count),
  inputAudio: z.exactOptional(count),
  outputAudio: z.exactOptional(count),
}) satisfies z.ZodMiniType<{ readonly [Kind in UsageKind]?: number }>;

const told = {
  accountId,
  project: z.exactOptional(word('The project of the account: the default one when left out.')),
  /** With the source, what makes the event one. The message's own where it is left out. */
  id: z.exactOptional(word('The event’s id: the same each time that it is sent.')),
  source: z.exactOptional(word('Who tells of it: an id is its own within it.')),
  dimensions: z.exactOptional(dimensions),
  occurredAt: z.exactOptional(instant('When it happened: the same each time that it is sent.')),
};

export const usageEvent = z.union([
  z.strictObject({ ...told, usage }),
  z.strictObject({ ...told, credits, category }),
  z.strictObject({ ...told, model: word('The model, by any of its names.'), tokens }),
]);

export type UsageEventBody = z.infer<typeof usageEvent>;
/** The same as it is written, before it is read. */
export type WrittenUsageEvent = z.input<typeof usageEvent>;
