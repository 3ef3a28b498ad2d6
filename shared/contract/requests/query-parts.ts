/// <reference types="zod-openapi" />
/** The parts that queries of several routes have in common. There every value is text. */
import * as z from 'zod/mini';
import { dimensions, wholeNumber } from '../fields.ts';
import { fromText, oneOf } from '../schema-parts.ts';

export const pageMax = 100;

/** Lines a page. */
export const limit = z.exactOptional(
  fromText(wholeNumber(1, pageMax, 'Lines a page.')).check(
    z.meta({
      description: `Lines a page, 1 to ${pageMax}; ${pageMax} when left out.`,
      override: { type: 'integer', minimum: 1, maximum: pageMax },
    }),
  ),
);
export const cursor = z.exactOptional(
  z
    .string()
    .check(z.maxLength(400), z.meta({ description: '`nextCursor` of the page before, with the same filters.' })),
);

export const format = z.exactOptional(
  oneOf(['json', 'csv', 'ndjson']).check(
    z.meta({ description: 'JSON when left out; a table with a `day` in every line otherwise.' }),
  ),
);

const callerMax = 256;

/** The caller of a change, as entries have it. */
export const caller = z.string().check(z.minLength(1), z.maxLength(callerMax));

const dimensionsTake = 'must be name:value, several of them separated by commas, or a JSON object of names and values';

/** Names and values in one text. */
export function dimensionsText(description: string, examples: readonly string[]) {
  return takenApart(dimensionsTake, dimensions, (text): unknown =>
    text.startsWith('{') ? objectIn(text) : Object.fromEntries(text.split(',').map(nameAndValue)),
  ).check(z.meta({ description, examples: [...examples], override: { type: 'string' } }));
}

/** A cycle by its index: 0 is the one that starts at the anchor. */
export const cycleParam = fromText(
  wholeNumber(-1_000_000, 1_000_000, 'Index of the cycle; 0 starts at the anchor.'),
).check(
  z.meta({
    description: 'Index of the cycle; 0 starts at the anchor.',
    override: { examples: [0], type: 'integer', minimum: -1_000_000, maximum: 1_000_000 },
  }),
);

/** Text of which the parts must be what the schema takes; `takes` is what it says otherwise. */
export function takenApart<T>(takes: string, schema: z.ZodMiniType<T>, parts: (text: string) => unknown) {
  return z.pipe(
    z.string({ error: takes }),
    z.transform((text: string, context): T => {
      const found = schema.safeParse(parts(text));
      if (found.success) return found.data;
      context.issues.push({ code: 'custom', message: takes, input: text });
      return z.NEVER;
    }),
  );
}

/** A JSON object; nothing that any schema takes when the text is none. */
function objectIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function nameAndValue(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
}
