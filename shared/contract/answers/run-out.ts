/// <reference types="zod-openapi" />
/** When nothing will be available any more. */
import * as z from 'zod/mini';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import type { RunOut } from '../../domain/insights/run-out.ts';
import type { UseForecast } from '../../domain/insights/use-forecast.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, credits, instant, text } from './answer-parts.ts';
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
      onItsWay: z.optional(
        z
          .strictObject({
            packId: text,
            credits,
            requestedAt: instant,
            earliest: reachedAt,
            likely: reachedAt,
            latest: reachedAt,
          })
          .check(
            z.meta({
              description:
                'A pack that an automatic top-up asked for, and when nothing is available any more once it is paid. All else is as if it never came; advice reckons with it.',
            }),
          ),
      ),
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
  | ({
      readonly kind: 'forecast';
      readonly exhaustedSinceMs?: number;
      readonly onItsWay?: {
        readonly packId: string;
        readonly credits: Microcredits;
        readonly requestedAtMs: number;
        readonly runOut: RunOut;
      };
    } & RunOut)
  | Extract<UseForecast, { readonly kind: 'abstains' }>;

export function runOutJson(outlook: Outlook): AnswerOf<typeof runOut> {
  if (outlook.kind === 'closed') return { status: 'closed' };
  if (outlook.kind === 'abstains') return abstentionJson(outlook);
  const { exhaustedSinceMs, use, left, onItsWay } = outlook;
  return {
    status: 'forecast',
    exhaustedSince: exhaustedSinceMs === undefined ? undefined : instantText(exhaustedSinceMs),
    ...reachedJson(outlook),
    expectedUse: rangeJson(use),
    leftAtRenewal: rangeJson(left),
    onItsWay: onItsWay && {
      packId: onItsWay.packId,
      credits: toCredits(onItsWay.credits),
      requestedAt: instantText(onItsWay.requestedAtMs),
      ...reachedJson(onItsWay.runOut),
    },
  };
}

function reachedJson({ earliestMs, likelyMs, latestMs }: RunOut) {
  const at = (ms: number | undefined): string | null => (ms === undefined ? null : instantText(ms));
  return { earliest: at(earliestMs), likely: at(likelyMs), latest: at(latestMs) };
}
