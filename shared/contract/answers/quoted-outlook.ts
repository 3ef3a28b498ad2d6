/// <reference types="zod-openapi" />
/** The use that is to be expected beside a quoted job. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import { type JobOutlook, jobFits } from '../../domain/insights/job-outlook.ts';
import type { UseForecast } from '../../domain/insights/use-forecast.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, credits, instant } from './answer-parts.ts';
import { estimate } from './exact.ts';
import { abstention, abstentionJson, packOffer, packOfferJson, range, rangeJson } from './outlook-parts.ts';

export const outlook = z.union([
  z.strictObject({
    status: z.literal('forecast'),
    fits: z.enum(jobFits).check(
      z.meta({
        description:
          'Beside the job, the use that is to be expected until the renewal is covered `surely` (with room for something unforeseen as large as six usual weeks, and only by a history four times as long as the time ahead), `likely` (half the time or more), or `unlikely`: then run it after the renewal, or with the pack.',
      }),
    ),
    leaves: z.nullable(credits.check(z.meta({ description: 'Available once the job is paid for.' }))),
    expectedUse: range.check(z.meta({ description: 'Until the renewal, beside the job.' })),
    renewsAt: instant,
    missing: credits.check(z.meta({ description: 'What of the job and of likely use nothing is there for.' })),
    pack: z.nullable(packOffer).check(z.meta({ description: 'The cheapest way to buy that now.' })),
  }),
  abstention,
]);

export type QuotedOutlook =
  | ({ readonly kind: 'forecast' } & JobOutlook)
  | Extract<UseForecast, { readonly kind: 'abstains' }>;

export function outlookJson(foretold: QuotedOutlook, renewsAtMs: number): AnswerOf<typeof outlook> {
  if (foretold.kind === 'abstains') return abstentionJson(foretold);
  const { kind: status, fits, leaves, use, missing, pack } = foretold;
  return {
    status,
    fits,
    leaves: leaves === undefined ? null : toCredits(leaves),
    expectedUse: rangeJson(use),
    renewsAt: instantText(renewsAtMs),
    missing: estimate(missing),
    pack: pack === undefined ? null : packOfferJson(pack),
  };
}
