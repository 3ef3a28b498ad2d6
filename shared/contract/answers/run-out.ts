/// <reference types="zod-openapi" />
/** When nothing will be available any more. */
import * as z from 'zod/mini';
import type { RunOut } from '../../domain/insights/run-out.ts';
import type { UseForecast } from '../../domain/insights/use-forecast.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, instant } from './answer-parts.ts';
import { abstention, abstentionJson, range, rangeJson } from './outlook-parts.ts';

const reachedAt = z.nullable(instant);

export const runOut = z
  .union([
    z.strictObject({
      status: z.literal('forecast'),
      exhaustedSince: z.optional(instant),
      earliest: reachedAt.check(z.meta({ description: 'One in ten run out earlier; null: not before the renewal.' })),
      likely: reachedAt.check(z.meta({ description: 'Half of them run out earlier; null: not before the renewal.' })),
      latest: reachedAt.check(z.meta({ description: 'Nine in ten run out earlier; null: not before the renewal.' })),
      expectedUse: range.check(z.meta({ description: 'Until the renewal, if nothing stops it.' })),
      leftAtRenewal: range.check(z.meta({ description: 'What expires unused at the renewal.' })),
    }),
    abstention,
    z.strictObject({ status: z.literal('closed') }),
  ])
  .check(
    z.meta({
      id: 'RunOut',
      description:
        'When nothing will be available any more, by the account’s own use by hour of the day and day of the week in its zone: eight in ten are between earliest and latest.',
    }),
  );

export type Outlook =
  | { readonly kind: 'closed' }
  | ({ readonly kind: 'forecast'; readonly exhaustedSinceMs?: number } & RunOut)
  | Extract<UseForecast, { readonly kind: 'abstains' }>;

export function runOutJson(outlook: Outlook): AnswerOf<typeof runOut> {
  if (outlook.kind === 'closed') return { status: 'closed' };
  if (outlook.kind === 'abstains') return abstentionJson(outlook);
  const { exhaustedSinceMs, earliestMs, likelyMs, latestMs, use, left } = outlook;
  const at = (ms: number | undefined): string | null => (ms === undefined ? null : instantText(ms));
  return {
    status: 'forecast',
    exhaustedSince: exhaustedSinceMs === undefined ? undefined : instantText(exhaustedSinceMs),
    earliest: at(earliestMs),
    likely: at(likelyMs),
    latest: at(latestMs),
    expectedUse: rangeJson(use),
    leftAtRenewal: rangeJson(left),
  };
}
