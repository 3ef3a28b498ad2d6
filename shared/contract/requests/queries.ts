/// <reference types="zod-openapi" />
/** The queries of reads. There every value is text. */
import * as z from 'zod/mini';
import { entryTypes } from '../../domain/ledger/entry.ts';
import { credits, creditsMax, dimensionName, dimensionValue, instant, sku, wholeNumber } from '../fields.ts';
import { fromText, jsonOf, oneOf } from '../schema-parts.ts';
import { caller, cursor, dimensionsText, format, limit, nameAndValue, takenApart } from './query-parts.ts';
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
    dimensions: z.exactOptional(
      dimensionsText(
        'Whose use it would be, for spending limits: `name:value`, several separated by commas; or, for values with commas in them, the JSON object that a debit takes.',
        ['user:ada,team:core', '{"team":"x,y"}'],
      ),
    ),
  })
  .check(
    z.refine((query) => query.credits === undefined || query.usage === undefined, {
      error: 'must be credits or usage, not both',
      path: ['usage'],
    }),
  );

/** A view of an account as it was. */
export const atQuery = z.strictObject({
  at: z.exactOptional(
    instant('As of the last entry by this instant, which the answer names; as of now when left out.'),
  ),
});

export const listQuery = z.strictObject({ limit, cursor });

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

/** Text that is looked for. */
const searchMax = 100;

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
    usage: z.exactOptional(
      oneOf(['false']).check(
        z.meta({
          description: 'Without charges and work in progress: what became of the account otherwise.',
        }),
      ),
    ),
    type: z.exactOptional(oneOf(entryTypes)),
    category: z.exactOptional(category),
    sku: z.exactOptional(sku.check(z.meta({ description: 'Entries that charge for it.' }))),
    dimension: z.exactOptional(dimensionText),
    dimensions: z.exactOptional(
      dimensionsText(
        'Entries whose usage names all of them: `name:value`, several separated by commas; or a JSON object.',
        ['user:ada,model:gpt-4o'],
      ),
    ),
    caller: z.exactOptional(
      caller.check(z.meta({ description: 'Entries that this caller made: `key/<keyId>` for an API key.' })),
    ),
    key: z.exactOptional(
      z
        .string()
        .check(z.minLength(1), z.maxLength(255), z.meta({ description: 'Entries made under this idempotency key.' })),
    ),
    minCredits: z.exactOptional(
      fromText(credits).check(
        z.meta({
          description: 'Entries of so many credits or more.',
          override: { type: 'number', minimum: 0.000001, maximum: creditsMax },
        }),
      ),
    ),
    search: z.exactOptional(
      z.string().check(
        z.minLength(1),
        z.maxLength(searchMax),
        z.meta({
          description:
            'Entries with this text in a value of a dimension, a SKU, the caller, the key, the reason or an id, in upper or lower case.',
        }),
      ),
    ),
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

export const statementQuery = z.strictObject({
  format: z.exactOptional(oneOf(['json', 'csv']).check(z.meta({ description: 'JSON when left out.' }))),
});
