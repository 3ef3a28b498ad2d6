/// <reference types="zod-openapi" />
/** The answer to a quote. */
import * as z from 'zod/mini';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import type { Category, PriceLine } from '../../domain/catalogue/rate-card.ts';
import type { Affordability } from '../../domain/decisions/quote-usage.ts';
import { instant as instantText, publicLine } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, category, credits, instant, text, whole } from './answer-parts.ts';
import { line } from './entry-parts.ts';
import { packOffer, packOfferJson } from './outlook-parts.ts';
import { outlook, outlookJson, type QuotedOutlook } from './quoted-outlook.ts';
import { restore, restoreJson } from './restore.ts';

const affordability = z.strictObject({
  available: credits.check(
    z.meta({
      description:
        'What may pay for it: credits for another category alone are left out, and without a category those for any.',
    }),
  ),
  held: credits.check(z.meta({ description: 'Set aside for work in progress.' })),
  affordable: z.boolean().check(z.meta({ description: 'Whether the debit would go through now.' })),
  reason: z
    .optional(
      z.enum([
        'account-quarantined',
        'account-closed',
        'too-many-limit-values',
        'limit-reached',
        'insufficient-credits',
      ]),
    )
    .check(z.meta({ description: 'Why not: the code of the problem that the debit would be answered.' })),
  limitId: z.optional(text.check(z.meta({ description: 'The spending limit that stops it.' }))),
  shortfall: credits.check(
    z.meta({ description: 'What is missing of the balance; a limit may stop it all the same.' }),
  ),
  earliest: z.nullable(instant).check(
    z.meta({
      description:
        'Now, or when work in progress ends or a limit begins anew, or the first of the next twelve renewals that lets it through; null when none does.',
    }),
  ),
  renewals: z.nullable(whole).check(z.meta({ description: 'How many renewals that is away: 0 now, 1 with the next.' })),
  pack: z.nullable(packOffer).check(
    z.meta({
      description:
        'The cheapest way to buy what is missing, a debt to repay included: so many of one pack. Null when none helps.',
    }),
  ),
  restore: z.optional(restore),
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

export function quoteJson({
  credits: price,
  category: of,
  lines,
  rateCard,
  account,
  outlook: foretold,
}: Quote): AnswerOf<typeof quote> {
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
  held,
  isAffordable,
  obstacle,
  shortfall,
  earliestMs,
  renewals,
  pack,
  restore: ways,
}: Affordability): AnswerOf<typeof affordability> {
  return {
    available: toCredits(available),
    held: toCredits(held),
    affordable: isAffordable,
    reason: obstacle?.reason,
    limitId: obstacle !== undefined && 'limit' in obstacle ? obstacle.limit.limitId : undefined,
    shortfall: toCredits(shortfall),
    earliest: earliestMs === undefined ? null : instantText(earliestMs),
    renewals: renewals ?? null,
    pack: pack === undefined ? null : packOfferJson(pack),
    restore: ways && restoreJson(ways),
  };
}
