/// <reference types="zod-openapi" />
/** The queries of usage, and of what is told of it. */
import * as z from 'zod/mini';
import { usageIntervals } from '../../domain/projections/usage-trend.ts';
import { instant, sku, timeZone, wholeNumber } from '../fields.ts';
import { fromText, oneOf } from '../schema-parts.ts';
import { caller, cursor, cycleParam, dimensionsText, format } from './query-parts.ts';
import { category } from './requests.ts';

export const usagePageMax = 1_000;

const groupByTakes = 'must be category, sku, caller or dimension:<name>';

function aspect(description: string, example: string) {
  return z
    .string({ error: groupByTakes })
    .check(
      z.regex(/^(category|sku|caller|dimension:[A-Za-z][A-Za-z0-9._-]{0,31})$/, { error: groupByTakes }),
      z.meta({ description, examples: [example] }),
    );
}

const toldByEntries =
  'Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up.';

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
      aspect(
        'A row for each category, SKU, caller or value of a dimension. Callers are told by the entries.',
        'dimension:user',
      ),
    ),
    splitBy: z.exactOptional(
      aspect(
        `What the groups of the comparison are split by: each as a whole and its parts. ${toldByEntries}`,
        'dimension:model',
      ),
    ),
    category: z.exactOptional(category.check(z.meta({ description: `Usage of this category. ${toldByEntries}` }))),
    sku: z.exactOptional(sku.check(z.meta({ description: `What was charged for it. ${toldByEntries}` }))),
    caller: z.exactOptional(
      caller.check(
        z.meta({ description: `What this caller charged: \`key/<keyId>\` for an API key. ${toldByEntries}` }),
      ),
    ),
    dimensions: z.exactOptional(
      dimensionsText(
        `Usage that names all of them: \`name:value\`, several separated by commas; or a JSON object. ${toldByEntries}`,
        ['user:ada,model:gpt-4o'],
      ),
    ),
    counts: z.exactOptional(
      oneOf(['true']).check(z.meta({ description: `Requests and quantities beside credits. ${toldByEntries}` })),
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
    z.refine((query) => query.top === undefined || !isOfEntries(query), {
      error: 'must be left out where usage is told by the entries: all groups are named',
      path: ['top'],
    }),
  );

/** Such a page is made of some of the entries, so it can't know the largest groups of all. */
function isOfEntries({ groupBy, splitBy, category, sku, caller, dimensions, counts }: EntriesAsked): boolean {
  return (
    groupBy === 'caller' || [splitBy, category, sku, caller, dimensions, counts].some((each) => each !== undefined)
  );
}

type EntriesAsked = Readonly<
  Partial<Record<'groupBy' | 'splitBy' | 'category' | 'sku' | 'caller' | 'dimensions' | 'counts', unknown>>
>;

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
