/// <reference types="zod-openapi" />
/** An account: its plan, its cycle, what it has and what that is made of. */
import * as z from 'zod/mini';
import { type AccountView, accountStates } from '../../domain/account/account.ts';
import type { Named } from '../../domain/account/account-details.ts';
import { availableByCategory, type Grant, grantSources, remaining } from '../../domain/account/grant.ts';
import { type Microcredits, noCredits, plus, toCredits } from '../../domain/amount.ts';
import {
  instant as instantText,
  publicAutoTopUp,
  publicBalance,
  publicSubscription,
} from '../../domain/ledger/public-form.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { type AnswerOf, category, count, credits, instant, nextCursor, seq, text, whole } from './answer-parts.ts';
import { autoTopUp, type TopUpRequestNow, topUpRequest, topUpRequestJson } from './auto-top-up.ts';
import { availableForJson, availableForMember, balanceMembers } from './balance.ts';
import { proved, provedJson } from './quarantine.ts';
import { subscription } from './subscription.ts';
import { type Through, through, throughJson } from './through.ts';

const grant = z
  .strictObject({
    grantId: text,
    source: z.enum(grantSources),
    category: z.optional(
      category.check(z.meta({ description: 'The one category that it pays for. Left out where it pays for all.' })),
    ),
    granted: credits,
    used: credits.check(z.meta({ description: 'What usage took of it.' })),
    refunded: z.optional(
      credits.check(
        z.meta({ description: 'Taken back with its payment: by refunds and chargebacks. Left out where nothing was.' }),
      ),
    ),
    repaid: z.optional(
      credits.check(z.meta({ description: 'Gone into debt or overrun of the account. Left out where nothing was.' })),
    ),
    corrected: z.optional(
      credits.check(z.meta({ description: 'Taken back by an operator’s adjustments. Left out where nothing was.' })),
    ),
    held: credits,
    remaining: credits,
    lost: z.optional(credits.check(z.meta({ description: 'Of a grant that has ended, while holds pin some of it.' }))),
    expiresAt: instant,
  })
  .check(z.meta({ id: 'Grant', description: 'Credits with a source and an end. At `expiresAt` it is worth nothing.' }));

export const account = z
  .strictObject({
    accountId: text,
    name: z.optional(text.check(z.meta({ description: 'That people know it by, as it is now.' }))),
    externalId: z.optional(
      text.check(z.meta({ description: 'That its owner’s other systems have for it, as it is now.' })),
    ),
    planId: text,
    nextPlanId: z.optional(
      text.check(z.meta({ description: 'The plan of the next cycle, where a change waits for it.' })),
    ),
    seats: z.optional(
      count.check(
        z.meta({
          description: 'How many times it gets the credits of a plan that is sold by the seat. Left out where once.',
        }),
      ),
    ),
    nextSeats: z.optional(
      count.check(z.meta({ description: 'Those of the next cycle, where a change of them waits for it.' })),
    ),
    state: z.enum(accountStates).check(
      z.meta({
        description:
          '`exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay. `suspended`: its plan isn’t paid for, and what is left of the plan’s credits, `waiting`, can’t be spent; packs can. `quarantined`: its books disagree, or can’t be read; nothing changes it until people have looked, and what is shown is what can be proved.',
      }),
    ),
    subscription: z.optional(subscription),
    suspendedSince: z.optional(instant),
    exhaustedSince: z.optional(instant),
    closedAt: z.optional(instant),
    ...balanceMembers,
    ...availableForMember,
    seq,
    cycle: z.strictObject({ index: whole, start: instant, end: instant }),
    renewsAt: instant,
    cycleAnchor: instant,
    timeZone: text,
    grants: z.array(grant),
    autoTopUp: z.optional(autoTopUp),
    topUpRequest: z.optional(topUpRequest),
    through,
    ...proved,
  })
  .check(z.meta({ id: 'Account' }));

export const accountPage = z.strictObject({ accountIds: z.array(text), nextCursor });

/** With these where it is as of an instant. */
interface AsOf extends Through {
  readonly unprovable?: readonly Unprovable[];
  /** The last request of an account that tops up by itself, as of now. */
  readonly topUp?: TopUpRequestNow;
}

export function accountJson(view: AccountView & Named & AsOf): AnswerOf<typeof account> {
  return {
    accountId: view.accountId,
    name: view.name,
    externalId: view.externalId,
    planId: view.planId,
    nextPlanId: view.nextPlanId,
    seats: view.seats,
    nextSeats: view.nextSeats,
    state: view.state,
    subscription: view.subscription && publicSubscription(view.subscription),
    suspendedSince: view.suspendedSinceMs === undefined ? undefined : instantText(view.suspendedSinceMs),
    exhaustedSince: view.exhaustedSinceMs === undefined ? undefined : instantText(view.exhaustedSinceMs),
    closedAt: view.closedAtMs === undefined ? undefined : instantText(view.closedAtMs),
    ...publicBalance(view),
    availableFor: availableForJson(availableByCategory(view.grants)),
    seq: view.seq,
    cycle: { index: view.cycle.index, start: instantText(view.cycle.startMs), end: instantText(view.cycle.endMs) },
    renewsAt: instantText(view.cycle.endMs),
    cycleAnchor: instantText(view.anchorMs),
    timeZone: view.timeZone,
    grants: view.grants.map(grantJson),
    autoTopUp: view.autoTopUp === undefined ? undefined : publicAutoTopUp(view.autoTopUp),
    topUpRequest: view.topUp === undefined ? undefined : topUpRequestJson(view.topUp),
    through: throughJson(view),
    ...provedJson(view),
  };
}

function grantJson(of: Grant): AnswerOf<typeof grant> {
  const { refunded = noCredits, repaidDebt = noCredits, repaidOverrun = noCredits, corrected } = of.outflows ?? {};
  return {
    grantId: of.grantId,
    source: of.source,
    category: of.category,
    granted: toCredits(of.granted),
    used: toCredits(of.used),
    refunded: shownIfAny(refunded),
    repaid: shownIfAny(plus(repaidDebt, repaidOverrun)),
    corrected: shownIfAny(corrected),
    held: toCredits(of.held),
    remaining: toCredits(remaining(of)),
    lost: shownIfAny(of.lost),
    expiresAt: instantText(of.expiresAtMs),
  };
}

function shownIfAny(amount: Microcredits = noCredits): number | undefined {
  return amount === 0 ? undefined : toCredits(amount);
}
