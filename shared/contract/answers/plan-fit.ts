/// <reference types="zod-openapi" />
/** How an account's last cycles would have gone on each plan. */

import * as z from 'zod/mini';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import type { Cost } from '../../domain/plan-fit/cost.ts';
import type { PlanFit } from '../../domain/plan-fit/plan-fit.ts';
import type { CourseReckoning, CycleReckoning } from '../../domain/plan-fit/reckoning.ts';
import { hourMs } from '../../domain/time.ts';
import { type AnswerOf, count, credits, instant, text, whole } from './answer-parts.ts';
import { exact } from './exact.ts';
import { fitAdvice, fitAdviceJson } from './plan-fit-advice.ts';

const costField = (description: string): z.ZodMiniOptional<z.ZodMiniNumber<number>> =>
  z.optional(z.number().check(z.meta({ description })));

const reckoning = {
  planPrice: costField('What the plan cost by its list price.'),
  packsPrice: costField('What the packs cost by their list prices, less what was paid back.'),
  cost: costField('Both. Left out where something has no price, or prices are in several currencies.'),
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

const courseMembers = {
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

const sums = z.strictObject(reckoning);
const course = z.strictObject(courseMembers);

export const planFitAnswer = z
  .strictObject({
    advice: fitAdvice,
    cycles: z.array(z.strictObject({ index: whole, start: instant, end: instant })),
    real: z.optional(course),
    plans: z.array(z.strictObject({ planId: text, version: text, present: z.boolean(), ...courseMembers })),
    plansLeftOut: whole,
  })
  .check(
    z.meta({
      id: 'PlanFit',
      description:
        'The last whole cycles replayed under each plan by the rules that charge: the list price and the packs it would have taken, bought when credits ran short by the offer that a quote names; credits wasted, hours at zero, overrun. `real` is what there was.',
    }),
  );

export function planFitJson(fit: PlanFit): AnswerOf<typeof planFitAnswer> {
  return {
    advice: fitAdviceJson(fit),
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

function courseJson({ cycles, costs }: CourseReckoning): AnswerOf<typeof course> {
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

function sumsJson(cycles: readonly CycleReckoning[], costs: readonly Cost[] | undefined): AnswerOf<typeof sums> {
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
