/** Whom calls of Bedrock's models are charged to, as the environment says. */
import * as z from 'zod/mini';
import type { BedrockCallers } from '../../domain/catalogue/bedrock-callers.ts';
import { optional } from '../environment.ts';

const texts = z.record(z.string(), z.string());
const calls = {
  identity: z.exactOptional(z.string()),
  model: z.exactOptional(z.string()),
  metadata: z.exactOptional(texts),
};
const callers = z.array(
  z.union([
    z.strictObject({ ...calls, isFree: z.literal(true) }),
    z.strictObject({
      ...calls,
      accountId: z.string(),
      pricedAs: z.exactOptional(z.string()),
      dimensions: z.exactOptional(texts),
    }),
  ]),
);

let known: { readonly text: string; readonly callers: BedrockCallers } | undefined;

/** The rules by which callers are charged. Read once for each text that the setting has. */
export function bedrockCallers(): BedrockCallers {
  const text = optional('BEDROCK_CALLERS') ?? '[]';
  if (known?.text !== text) known = { text, callers: callers.parse(JSON.parse(text)) };
  return known.callers;
}
