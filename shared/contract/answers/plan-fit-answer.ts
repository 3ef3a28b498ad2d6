/// <reference types="zod-openapi" />
/** How an account's last cycles would have gone on each plan. */

import * as z from 'zod/mini';
import { formatMillionths } from '../../domain/decimal.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import type { Cost } from '../../domain/plan-fit/cost.ts';
import { abstainReasons, type FitAdvice, keepReasons } from '../../domain/plan-fit/fit-advice.ts';
import { cyclesMax, cyclesMin } from '../../domain/plan-fit/past-cycles.ts';
import type { PlanFit } from '../../domain/plan-fit/plan-fit.ts';
import type { CourseReckoning, CycleReckoning } from '../../domain/plan-fit/reckoning.ts';
import { hourMs } from '../../domain/time.ts';
import { count, credits, instant, text, whole } from './answer-parts.ts';

const paid = (description: string): z.ZodMiniOptional<z.ZodMiniNumber<number>> =>
  z.optional(z.number().check(z.meta({ description })));

const reckoning = {
  planPrice: paid('What the plan cost by its list price.'),
  packsPrice: paid('What the packs cost by their list prices, less what was paid back.'),
  cost: paid('Both. Left out where something has no price, or prices are in several currencies.'),
  used: z
    .number()
    .check(z.meta({ description: 'Credits used, less reversals. Below zero where more was reversed than used.' })),
  wasted: credits,
  overrun: z.number().check(z.meta({ description: 'Credits used beyond what was available.' })),
  unserved: z
    .number()
    .check(
      z.minimum(0),
      z.meta({ description: 'Credits of real usage that found too little here, and no pack to buy.' }),
    ),
  hoursAtZero: z.number().check(
    z.minimum(0),
    z.meta({
      description:
        'How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger.',
    }),
  ),
};

const course = {
  currency: z.optional(text),
  ...reckoning,
  cycles: z.array(
    z.strictObject({
      index: whole,
      ...reckoning,
      packs: z.array(z.strictObject({ packId: text, count })),
    }),
  ),
};

export const planFitAnswer = z
  .strictObject({
    advice: z
      .strictObject({
        kind: z.enum(['keep', 'change', 'abstain']),
        planId: z.optional(text),
        because: z.optional(z.enum([...keepReasons, ...abstainReasons])),
        saving: z.optional(
          z.strictObject({ amount: z.number().check(z.minimum(0)), currency: text, perCycle: z.number() }),
        ),
        explanation: text,
      })
      .check(
        z.meta({
          description: `Stay, change, or no advice. It takes ${cyclesMin} to ${cyclesMax} whole cycles of the present length.`,
        }),
      ),
    cycles: z.array(z.strictObject({ index: whole, start: instant, end: instant })),
    real: z.optional(z.strictObject(course)),
    plans: z.array(z.strictObject({ planId: text, version: text, present: z.boolean(), ...course })),
    plansLeftOut: whole,
  })
  .check(
    z.meta({
      id: 'PlanFit',
      description:
        'The last whole cycles replayed under each plan by the rules that charge: the list price and the packs it would have taken, bought when credits ran short by the offer that a quote names; credits wasted, hours at zero, overrun. `real` is what there was.',
    }),
  );

export function planFitJson(fit: PlanFit): Record<string, unknown> {
  return {
    advice: adviceJson(fit),
    cycles: fit.cycles.map(({ index, startMs, endMs }) => ({
      index,
      start: instantText(startMs),
      end: instantText(endMs),
    })),
    real: fit.real && courseJson(fit.real),
    plans: fit.plans.map(({ plan, ...of }) => ({
      planId: plan.planId,
      version: plan.version,
      present: plan.planId === fit.planId,
      ...courseJson(of),
    })),
    plansLeftOut: fit.plansLeftOut,
  };
}

function adviceJson({ advice, cycles }: PlanFit): object {
  const explanation = explained(advice, cycles.length);
  if (advice.kind !== 'change') return { ...advice, explanation };
  const { saving, currency, ...rest } = advice;
  const perCycle = exact(saving / BigInt(Math.max(1, cycles.length)));
  return { ...rest, saving: { amount: exact(saving), currency, perCycle }, explanation };
}

const abstentions = {
  'account-closed': 'The account is closed.',
  'history-short': `It takes at least ${cyclesMin} whole cycles of the present length.`,
  'history-long': `Fewer than ${cyclesMin} cycles fit into the entries that one answer replays.`,
  'replay-differs': 'The replay of what happened does not arrive at the ledger, so nothing is concluded from it.',
  unused: 'Nothing was used.',
  unpriced: 'The present plan or its packs have no list price in one currency.',
  unsteady: 'Another plan would have been cheaper, but only because of a single cycle.',
} satisfies Record<(typeof abstainReasons)[number], string>;

function explained(advice: FitAdvice, cycles: number): string {
  switch (advice.kind) {
    case 'abstain':
      return abstentions[advice.because];
    case 'keep':
      return advice.because === 'cheapest'
        ? `Over ${cycles} cycles no other plan that would have served everything was cheaper than ${advice.planId}.`
        : `Over ${cycles} cycles another plan would have saved less than a twentieth of the cost of ${advice.planId}.`;
    case 'change':
      return `Over ${cycles} cycles ${advice.planId} would have served everything for ${formatMillionths(advice.saving)} ${advice.currency} less, and for less with any one cycle left out.`;
    default:
      return advice satisfies never;
  }
}

function courseJson({ cycles, costs }: CourseReckoning): object {
  const all = cycles.map((cycle, index) => ({ cycle, cost: costs?.cycles[index] }));
  return {
    currency: costs?.currency,
    ...sumsJson(cycles, costs?.cycles),
    cycles: all.map(({ cycle, cost }) => ({
      index: cycle.cycle.index,
      ...sumsJson([cycle], cost && [cost]),
      packs: [...cycle.packs].map(([packId, bought]) => ({ packId, count: bought })),
    })),
  };
}

function sumsJson(cycles: readonly CycleReckoning[], costs: readonly Cost[] | undefined): object {
  const plan = costs && sum(costs.map((cost) => cost.plan));
  const packs = costs && sum(costs.map((cost) => cost.packs));
  return {
    planPrice: plan === undefined ? undefined : exact(plan),
    packsPrice: packs === undefined ? undefined : exact(packs),
    cost: plan === undefined || packs === undefined ? undefined : exact(plan + packs),
    used: exact(sum(cycles.map(({ used }) => used))),
    wasted: exact(sum(cycles.map(({ wasted }) => wasted))),
    overrun: exact(sum(cycles.map(({ overrun }) => overrun))),
    unserved: exact(sum(cycles.map(({ unserved }) => unserved))),
    hoursAtZero: cycles.reduce((ms, { zeroMs }) => ms + zeroMs, 0) / hourMs,
  };
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => all + value, 0n);
}

/** A turnover may have more digits than a double keeps: its exact text, as a JSON number. */
function exact(millionths: bigint): unknown {
  return JSON.rawJSON(formatMillionths(millionths));
}
