/// <reference types="zod-openapi" />
/** The queries of reads. There every value is text. */
import * as z from 'zod/mini';
import { entryTypes } from '../../domain/ledger/entry.ts';
import { usageIntervals } from '../../domain/projections/usage-trend.ts';
import {
  credits,
  creditsMax,
  dimensionName,
  dimensions,
  dimensionValue,
  instant,
  sku,
  timeZone,
  wholeNumber,
} from '../fields.ts';
import { fromText, jsonOf, oneOf } from '../schema-parts.ts';
import { category, usage } from './requests.ts';

const usageText = takenApart('must be sku:quantity, several of them separated by commas', usage, (text) =>
  text.split(',').map((part) => {
    const colon = part.lastIndexOf(':');
    return { sku: part.slice(0, colon), quantity: jsonOf(part.slice(colon + 1)) };
  }),
).check(
  z.meta({
    description: 'Whether this usage could be debited now: `sku:quantity`, several separated by commas.',
    examples: ['ai.gpt-4o.input-token:374,ai.gpt-4o.output-token:44'],
    override: { type: 'string' },
  }),
);

const dimensionsText = takenApart(
  'must be name:value, several of them separated by commas, or a JSON object of names and values',
  dimensions,
  (text): unknown => (text.startsWith('{') ? objectIn(text) : Object.fromEntries(text.split(',').map(nameAndValue))),
).check(
  z.meta({
    description:
      'Whose use it would be, for spending limits: `name:value`, several separated by commas; or, for values with commas in them, the JSON object that a debit takes.',
    examples: ['user:ada,team:core', '{"team":"x,y"}'],
    override: { type: 'string' },
  }),
);

export const accessQuery = z
  .strictObject({
    credits: z.exactOptional(
      fromText(credits).check(
        z.meta({
          description: 'Whether so many credits could be debited now.',
          override: { type: 'number', minimum: 0.000001, maximum: creditsMax },
        }),
      ),
    ),
    category: z.exactOptional(category),
    usage: z.exactOptional(usageText),
    dimensions: z.exactOptional(dimensionsText),
  })
  .check(
    z.refine((query) => query.credits === undefined || query.usage === undefined, {
      error: 'must be credits or usage, not both',
      path: ['usage'],
    }),
  );

export const pageMax = 100;

const limit = z.exactOptional(
  fromText(wholeNumber(1, pageMax, 'Lines a page.')).check(
    z.meta({
      description: `Lines a page, 1 to ${pageMax}; ${pageMax} when left out.`,
      override: { type: 'integer', minimum: 1, maximum: pageMax },
    }),
  ),
);
const cursor = z.exactOptional(
  z
    .string()
    .check(z.maxLength(400), z.meta({ description: '`nextCursor` of the page before, with the same filters.' })),
);

/** A view of an account as it was. */
export const atQuery = z.strictObject({
  at: z.exactOptional(
    instant('As of the last entry by this instant, which the answer names; as of now when left out.'),
  ),
});

export const listQuery = z.strictObject({ limit, cursor });

const format = z.exactOptional(
  oneOf(['json', 'csv', 'ndjson']).check(
    z.meta({ description: 'JSON when left out; a table with a `day` in every line otherwise.' }),
  ),
);

const dimensionText = takenApart(
  'must be name:value',
  z.strictObject({ name: dimensionName, value: dimensionValue }),
  (text) => {
    const [name, value] = nameAndValue(text);
    return { name, value };
  },
).check(
  z.meta({
    description: 'Entries whose usage names it: `name:value`.',
    examples: ['user:ada'],
    override: { type: 'string' },
  }),
);

const seqMax = 999_999_999_999;

export const ledgerQuery = z
  .strictObject({
    limit,
    cursor,
    format,
    order: z.exactOptional(
      oneOf(['asc', 'desc']).check(z.meta({ description: 'Oldest first, which is the default, or newest first.' })),
    ),
    seq: z.exactOptional(
      fromText(wholeNumber(1, seqMax, 'Number of the entry.')).check(
        z.meta({
          description: 'The entry of this number alone.',
          override: { type: 'integer', minimum: 1, maximum: seqMax },
        }),
      ),
    ),
    withdrawn: z.exactOptional(
      oneOf(['true']).check(
        z.meta({ description: 'Instead of those that stand, the entries that repairs took back.' }),
      ),
    ),
    type: z.exactOptional(oneOf(entryTypes)),
    category: z.exactOptional(category),
    sku: z.exactOptional(sku.check(z.meta({ description: 'Entries that charge for it.' }))),
    dimension: z.exactOptional(dimensionText),
    from: z.exactOptional(instant('Entries at or after it.')),
    to: z.exactOptional(instant('Entries before it.')),
  })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || from < to, {
      error: 'must be after from',
      path: ['to'],
    }),
  );

export const seqParam = fromText(wholeNumber(1, seqMax, 'Number of the entry.')).check(
  z.meta({
    description: 'Number of the entry in its ledger.',
    override: { examples: [2], type: 'integer', minimum: 1, maximum: seqMax },
  }),
);

/** A cycle by its index: 0 is the one that starts at the anchor. */
export const cycleParam = fromText(
  wholeNumber(-1_000_000, 1_000_000, 'Index of the cycle; 0 starts at the anchor.'),
).check(
  z.meta({
    description: 'Index of the cycle; 0 starts at the anchor.',
    override: { examples: [0], type: 'integer', minimum: -1_000_000, maximum: 1_000_000 },
  }),
);

export const usagePageMax = 1_000;

const groupByTakes = 'must be category, sku or dimension:<name>';

export const usageQuery = z
  .strictObject({
    cycle: z.exactOptional(cycleParam.check(z.meta({ description: 'The cycle; the present one when left out.' }))),
    from: z.exactOptional(instant('Instead of a cycle: from the hour of this instant on.')),
    to: z.exactOptional(instant('Before the end of the hour of this instant; now when left out.')),
    interval: z.exactOptional(
      oneOf(usageIntervals).check(z.meta({ description: 'Of each row; a day when left out.' })),
    ),
    timeZone: z.exactOptional(
      timeZone.check(z.meta({ description: 'Whose days they are: an IANA zone; the account’s when left out.' })),
    ),
    top: z.exactOptional(
      fromText(wholeNumber(1, usagePageMax, 'Groups by name.')).check(
        z.meta({
          description:
            'How many of the largest groups are named, of this time and the one before; the rest are `others`. All when left out.',
          override: { type: 'integer', minimum: 1, maximum: usagePageMax },
        }),
      ),
    ),
    groupBy: z.exactOptional(
      z.string({ error: groupByTakes }).check(
        z.regex(/^(category|sku|dimension:[A-Za-z][A-Za-z0-9._-]{0,31})$/, { error: groupByTakes }),
        z.meta({
          description: 'A row for each category, SKU or value of a dimension.',
          examples: ['dimension:user'],
        }),
      ),
    ),
    format,
    limit: z.exactOptional(
      fromText(wholeNumber(1, usagePageMax, 'Rows a page.')).check(
        z.meta({
          description: `Rows a page, 1 to ${usagePageMax}; ${usagePageMax} when left out.`,
          override: { type: 'integer', minimum: 1, maximum: usagePageMax },
        }),
      ),
    ),
    cursor,
  })
  .check(
    z.refine((query) => query.cycle === undefined || (query.from === undefined && query.to === undefined), {
      error: 'must be a cycle, or from and to, not both',
      path: ['cycle'],
    }),
    z.refine((query) => query.to === undefined || (query.from !== undefined && query.from < query.to), {
      error: 'must be after from',
      path: ['to'],
    }),
  );

export const insightsQuery = z.strictObject({
  planFit: z.exactOptional(
    oneOf(['true', 'false']).check(
      z.meta({
        description:
          'Whether to replay the last cycles under every plan, which is the default: it reads their ledger, where all else reads roll-ups. Leave it out where the answer is asked for often.',
      }),
    ),
  ),
});

export const statementQuery = z.strictObject({
  format: z.exactOptional(oneOf(['json', 'csv']).check(z.meta({ description: 'JSON when left out.' }))),
});

/** Text of which the parts must be what the schema takes; `takes` is what it says otherwise. */
function takenApart<T>(takes: string, schema: z.ZodMiniType<T>, parts: (text: string) => unknown) {
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

function nameAndValue(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
}
