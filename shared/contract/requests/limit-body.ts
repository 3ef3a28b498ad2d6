/// <reference types="zod-openapi" />
/** The body that sets a spending limit. */
import * as z from 'zod/mini';
import { limitPeriods } from '../../domain/account/limit-scope.ts';
import { credits, dimensionName, dimensionValue, instant, shortText } from '../fields.ts';
import { oneOf } from '../schema-parts.ts';
import { isLiteral, isPattern } from './limit-value.ts';
import { category } from './requests.ts';

export const limitedDimension = z
  .strictObject({
    name: dimensionName,
    value: z.exactOptional(
      dimensionValue.check(
        z.refine(isPattern, {
          error: 'may end in *, for all values that begin so; an asterisk that is meant is written \\*',
        }),
        z.meta({ examples: ['claude-opus-4*'] }),
      ),
    ),
    prefix: z.exactOptional(
      dimensionValue.check(
        z.refine(isLiteral, { error: 'is what values begin with; an asterisk that is meant is written \\*' }),
        z.meta({ examples: ['claude-opus-4'] }),
      ),
    ),
    each: z.exactOptional(z.literal(true, { error: 'must be true, or left out' })),
  })
  .check(
    z.refine(({ value, prefix, each }) => [value, prefix, each].filter((one) => one !== undefined).length === 1, {
      error: 'must name one of value, prefix and each',
      path: ['value'],
    }),
    z.meta({
      description:
        'One `value`; all that begin with a `prefix` (or with what a value has before its last `*`), together; or `each` value, for itself, nobody named. A limit for one value stands in for the one for `each`, of the same category.',
      override: { minProperties: 2, maxProperties: 2 },
    }),
  );

export const brakeBody = z.strictObject({
  dimension: z.exactOptional(
    dimensionName.check(
      z.meta({
        description: 'The dimension whose values are watched, as `key`, `user` or `workflow`. Off when left out.',
      }),
    ),
  ),
  actor: z.exactOptional(shortText('Who answers for it.', 'ada@example.com')),
});

export const limitBody = z
  .strictObject({
    credits,
    category: z.exactOptional(category),
    dimension: z.exactOptional(limitedDimension),
    period: z.exactOptional(
      oneOf(limitPeriods).check(
        z.meta({
          description:
            'The time that it counts over, `cycle` when left out. Days, and weeks from Monday on, are those of the account’s time zone, however its clock is changed.',
        }),
      ),
    ),
    endsAt: z.exactOptional(instant('When the limit ends: from then on it is gone.')),
  })
  .check(
    z.refine((body) => body.category !== undefined || body.dimension !== undefined || body.period !== undefined, {
      error: 'must be for a category, a dimension or a period',
      path: ['category'],
    }),
    z.meta({
      description:
        'What a category, or values of a dimension, may use in a period; or the whole account, with a period.',
      // The credits, and one of the others at least.
      override: { minProperties: 2 },
    }),
  );
