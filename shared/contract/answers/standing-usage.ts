/// <reference types="zod-openapi" />
/** A thing that is kept, and what it costs. */
import * as z from 'zod/mini';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { costPerDay, creditsPerDayMax, type StandingUsage } from '../../domain/account/standing-usage.ts';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import { instant as instantText, publicStanding } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, credits, instant, text } from './answer-parts.ts';
import { quarantine, quarantineJson } from './quarantine.ts';

export const standingMembers = { usageId: text, sku: text, quantity: z.number().check(z.minimum(0)) };

export const standingUsages = z.strictObject({
  standingUsages: z.array(
    z.strictObject({
      ...standingMembers,
      rateCard: text.check(z.meta({ description: 'The one it was last charged by.' })),
      creditsPerDay: credits,
    }),
  ),
  accruedAt: instant.check(z.meta({ description: 'Up to when it is charged.' })),
  accruing: credits.check(z.meta({ description: 'What was kept since then will cost, if it were charged now.' })),
  quarantine: z.optional(quarantine),
});

export interface StandingUsages {
  readonly standing: readonly StandingUsage[];
  readonly accruedAtMs: number;
  readonly accruing: Microcredits;
  readonly quarantine?: Quarantine;
}

export function standingUsagesJson({
  standing,
  accruedAtMs,
  accruing,
  quarantine: why,
}: StandingUsages): AnswerOf<typeof standingUsages> {
  return {
    standingUsages: standing.map((usage) => ({ ...keptJson(usage), rateCard: usage.tariff.rateCard })),
    accruedAt: instantText(accruedAtMs),
    accruing: toCredits(accruing),
    quarantine: why && quarantineJson(why),
  };
}

/** One thing that is kept, with what it costs a day. */
export function keptJson(usage: StandingUsage): ReturnType<typeof publicStanding> & { readonly creditsPerDay: number } {
  const creditsPerDay = toCredits(costPerDay(usage.quantity, usage.tariff) ?? creditsPerDayMax);
  return { ...publicStanding(usage), creditsPerDay };
}
