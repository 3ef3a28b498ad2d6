/// <reference types="zod-openapi" />
/** A plan, as published. */
import * as z from 'zod/mini';
import { graceDays } from '../../domain/account/subscription.ts';
import { toCredits } from '../../domain/amount.ts';
import { overrunPolicies, type Pack, type Plan, usageWindowDays } from '../../domain/catalogue/plan.ts';
import { cadences } from '../../domain/cycle.ts';
import { type AnswerOf, count, credits, text, whole } from './answer-parts.ts';
import { money, moneyJson, moneyMembers } from './money.ts';
import { versionJson, versionMembers } from './version.ts';

const pack = z.strictObject({
  packId: text,
  credits,
  price: z.optional(money),
  expiresInSeconds: z.optional(count),
});

export const plan = z
  .strictObject({
    planId: text,
    ...versionMembers,
    name: z.optional(text),
    credits,
    perSeat: z.optional(
      z
        .literal(true)
        .check(z.meta({ description: 'Sold by the seat: credits and price are one seat’s. Left out where it isn’t.' })),
    ),
    cycle: z.enum(cadences),
    lowBalanceThresholds: z.array(credits),
    overrun: z.strictObject({ policy: z.enum(overrunPolicies), cap: credits }),
    packs: z.array(pack),
    price: z.optional(z.strictObject({ ...moneyMembers, interval: z.enum(cadences) })),
    usageWindowDays: count,
    graceDays: whole,
  })
  .check(z.meta({ id: 'Plan' }));

export const planPage = z.strictObject({ plans: z.array(plan) });

export function planJson(of: Plan): AnswerOf<typeof plan> {
  return {
    planId: of.planId,
    ...versionJson(of),
    name: of.name,
    credits: toCredits(of.credits),
    perSeat: of.isPerSeat,
    cycle: of.cadence,
    lowBalanceThresholds: of.lowBalanceThresholds.map(toCredits),
    overrun: { policy: of.overrun.policy, cap: toCredits(of.overrun.cap) },
    packs: of.packs.map(packJson),
    price: of.price === undefined ? undefined : { ...moneyJson(of.price), interval: of.price.interval },
    usageWindowDays: of.usageWindowDays ?? usageWindowDays,
    graceDays: of.graceDays ?? graceDays,
  };
}

function packJson({ packId, credits: granted, price, lifeMs }: Pack): AnswerOf<typeof pack> {
  return {
    packId,
    credits: toCredits(granted),
    price: price === undefined ? undefined : moneyJson(price),
    expiresInSeconds: lifeMs === undefined ? undefined : lifeMs / 1000,
  };
}

export function planPageJson(plans: readonly Plan[]): AnswerOf<typeof planPage> {
  return { plans: plans.map(planJson) };
}
