/// <reference types="zod-openapi" />
/** An account's insights: all that is known about its consumption. */
import * as z from 'zod/mini';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import type { StandingUsage } from '../../domain/account/standing-usage.ts';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import type { Cycle } from '../../domain/cycle.ts';
import type { Advice } from '../../domain/insights/advice-kinds.ts';
import type { Burn } from '../../domain/insights/burn.ts';
import type { BurnDown } from '../../domain/insights/burn-down.ts';
import type { Waste } from '../../domain/insights/waste.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import type { PlanFit } from '../../domain/plan-fit/plan-fit.ts';
import type { RefusedOnDays } from '../../domain/projections/refused-uses.ts';
import { advice, adviceJson } from './advice.ts';
import { type AnswerOf, credits, instant, text, whole } from './answer-parts.ts';
import { burn, burnJson } from './burn.ts';
import { burnDown, burnDownJson } from './burn-down.ts';
import { planFitAnswer, planFitJson } from './plan-fit.ts';
import { summedUp, summedUpJson } from './quarantine.ts';
import { refusedJson, refusedUses } from './refused-uses.ts';
import { type Outlook, runOut, runOutJson } from './run-out.ts';
import { spanJson } from './span.ts';
import { keptJson, standingMembers } from './standing-usage.ts';
import { waste, wasteJson } from './waste.ts';

export const insights = z
  .strictObject({
    accountId: text,
    through: z
      .strictObject({ seq: whole, at: instant })
      .check(z.meta({ description: 'The newest entry in it: everything up to it is counted, nothing after it.' })),
    available: credits,
    cycle: z.strictObject({ index: whole, start: instant, end: instant }),
    timeZone: text,
    burn,
    burnDown,
    runOut,
    waste,
    kept: z
      .array(z.strictObject({ ...standingMembers, creditsPerDay: credits }))
      .check(
        z.meta({ description: 'What is kept over time, and what it costs a day at the price it was last charged by.' }),
      ),
    advice: z.array(advice),
    refused: z.array(refusedUses),
    planFit: z.optional(planFitAnswer),
    ...summedUp,
  })
  .check(z.meta({ id: 'Insights' }));

/** The operation's result. */
interface Insights {
  readonly accountId: string;
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly available: Microcredits;
  readonly cycle: Cycle;
  readonly timeZone: string;
  readonly burn: Burn;
  readonly burnDown: BurnDown;
  readonly outlook: Outlook;
  readonly waste: Waste;
  readonly kept: readonly StandingUsage[];
  readonly advice: readonly Advice[];
  readonly refused: readonly RefusedOnDays[];
  readonly planFit?: PlanFit;
  readonly quarantine?: Quarantine;
  readonly isPartial?: true;
}

export function insightsJson(found: Insights): AnswerOf<typeof insights> {
  const { accountId, through, cycle, timeZone } = found;
  return {
    accountId,
    through: { seq: through.seq, at: instantText(through.atMs) },
    available: toCredits(found.available),
    cycle: { index: cycle.index, ...spanJson(cycle) },
    timeZone,
    burn: burnJson(found.burn),
    burnDown: burnDownJson(found.burnDown),
    runOut: runOutJson(found.outlook),
    waste: wasteJson(found.waste),
    kept: found.kept.map(keptJson),
    advice: found.advice.map(adviceJson),
    refused: found.refused.map(refusedJson),
    planFit: found.planFit && planFitJson(found.planFit),
    ...summedUpJson(found),
  };
}
