/// <reference types="zod-openapi" />
/** The present cycle as what was left, and what is expected to be left. */
import * as z from 'zod/mini';
import type { BurnDown } from '../../domain/insights/burn-down.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, amount, instant } from './answer-parts.ts';
import { estimate } from './exact.ts';

const left = amount('Credits available, what is set aside included.');

export const burnDown = z
  .strictObject({
    past: z.array(z.strictObject({ at: instant, left })).check(
      z.meta({
        description: 'Every six hours of the present cycle, and at each hour in which credits came or ended.',
      }),
    ),
    ahead: z
      .array(
        z.strictObject({
          at: instant,
          low: amount('One in ten ends below.'),
          likely: amount('Half of them end below.'),
          high: amount('One in ten ends above.'),
        }),
      )
      .check(
        z.meta({
          description: 'Credits left every six hours until the renewal, estimate; empty where nothing is foretold.',
        }),
      ),
  })
  .check(
    z.meta({ id: 'BurnDown', description: 'What was left in the present cycle, and what is expected to be left.' }),
  );

export function burnDownJson({ past, ahead }: BurnDown): AnswerOf<typeof burnDown> {
  return {
    past: past.map((point) => ({ at: instantText(point.atMs), left: estimate(point.left) })),
    ahead: ahead.map(({ atMs, low, likely, high }) => ({
      at: instantText(atMs),
      low: estimate(low),
      likely: estimate(likely),
      high: estimate(high),
    })),
  };
}
