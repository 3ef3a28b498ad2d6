/// <reference types="zod-openapi" />
/** The answer to a quote. */
import * as z from 'zod/mini';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import type { Category, PriceLine } from '../../domain/catalogue/rate-card.ts';
import type { Affordability } from '../../domain/decisions/quote.ts';
import { type JobOutlook, jobFits } from '../../domain/insights/job-outlook.ts';
import type { UseForecast } from '../../domain/insights/use-forecast.ts';
import { instant as instantText, publicLine } from '../../domain/ledger/public-form.ts';
import { category, credits, instant, type Rendered, text, whole } from './answer-parts.ts';
import { line } from './entry-parts.ts';
import { estimated } from './exact.ts';
import { abstention, abstentionJson, packOffer, packOfferJson, range, rangeJson } from './outlook-parts.ts';

const outlook = z.union([
  z.strictObject({
    status: z.literal('forecast'),
    fits: z.enum(jobFits).check(
      z.meta({
        description:
          'Beside the job, the use that is to be expected until the renewal is covered `surely` (nine times in ten), `likely` (half the time or more), or `unlikely`: then run it after the renewal, or with the pack.',
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

const affordability = z.strictObject({
  available: credits,
  affordable: z.boolean(),
  shortfall: credits,
  earliest: z.nullable(instant).check(
    z.meta({
      description: 'Now, or the first of the next twelve renewals that covers it; null when none does.',
    }),
  ),
  renewals: z.nullable(whole).check(z.meta({ description: 'How many renewals that is away: 0 now, 1 with the next.' })),
  pack: z
    .nullable(packOffer)
    .check(z.meta({ description: 'The cheapest way to buy what is missing: so many of one pack.' })),
  outlook: z.optional(outlook),
});

export const quote = z
  .strictObject({
    credits,
    category: z.optional(category),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    account: z.optional(affordability),
  })
  .check(z.meta({ id: 'Quote' }));

/** The operation's result. */
interface Quote {
  readonly credits: Microcredits;
  readonly category?: Category;
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly account?: Affordability & { readonly renewsAtMs: number };
  readonly outlook?: QuotedOutlook;
}

type QuotedOutlook = ({ readonly kind: 'forecast' } & JobOutlook) | Extract<UseForecast, { readonly kind: 'abstains' }>;

export function quoteJson({
  credits: price,
  category: of,
  lines,
  rateCard,
  account,
  outlook: foretold,
}: Quote): Rendered<typeof quote> {
  return {
    credits: toCredits(price),
    category: of,
    lines: lines?.map(publicLine),
    rateCard,
    account: account && {
      ...affordabilityJson(account),
      outlook: foretold && outlookJson(foretold, account.renewsAtMs),
    },
  };
}

function affordabilityJson({
  available,
  isAffordable,
  shortfall,
  earliestMs,
  renewals,
  pack,
}: Affordability): Rendered<typeof affordability> {
  return {
    available: toCredits(available),
    affordable: isAffordable,
    shortfall: toCredits(shortfall),
    earliest: earliestMs === undefined ? null : instantText(earliestMs),
    renewals: renewals ?? null,
    pack: pack === undefined ? null : packOfferJson(pack),
  };
}

function outlookJson(foretold: QuotedOutlook, renewsAtMs: number): Rendered<typeof outlook> {
  if (foretold.kind === 'abstains') return abstentionJson(foretold);
  const { kind: status, fits, leaves, use, missing, pack } = foretold;
  return {
    status,
    fits,
    leaves: leaves === undefined ? null : toCredits(leaves),
    expectedUse: rangeJson(use),
    renewsAt: instantText(renewsAtMs),
    missing: estimated(missing),
    pack: pack === undefined ? null : packOfferJson(pack),
  };
}
