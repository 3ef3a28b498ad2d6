/** The account's state as JSON: short, since it is paid for with every commit; what is as usual is left out. */

import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
import { withWaiting } from '../domain/account/grant.ts';
import { nothingAhead, type StandingUsage } from '../domain/account/standing-usage.ts';
import type { WithdrawnEntries } from '../domain/account/withdrawn.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import { cadences } from '../domain/cycle.ts';
import { formatMillionths, parseMillionths } from '../domain/decimal.ts';
import { present } from '../domain/present.ts';
import { storedGrant, toGrant, toStoredGrant } from './grant-text.ts';
import { storedLimit, toLimit, toStoredLimit } from './limit-text.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { storedSubscription, toStoredSubscription, toSubscription } from './subscription-text.ts';
import { ItemCorrupt } from './table.ts';
import { storedTopUp, toAutoTopUp, toStoredTopUp } from './top-up-text.ts';

const storedStanding = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.tuple([whole, whole, whole, z.string()]),
  z.nullable(z.tuple([z.string(), z.string()])),
]);

const storedWithdrawn = z.tuple([whole, whole, whole, z.union([z.literal(0), z.literal(1)])], whole);

const storedState = z.strictObject({
  plan: z.string(),
  anchor: whole,
  base: z.optional(whole),
  cadence: z.enum(cadences),
  zone: z.optional(z.string()),
  /** index, start, end */
  cycle: z.tuple([whole, whole, whole]),
  /** of the next cycle */
  next: z.optional(z.string()),
  /** more than one; those of the next cycle */
  seats: z.optional(whole),
  nextSeats: z.optional(whole),
  /** when it isn't what the plan's grant of this cycle says */
  allotment: z.optional(whole),
  grants: z.array(storedGrant),
  overrun: z.optional(whole),
  heldOverrun: z.optional(whole),
  debt: z.optional(whole),
  limits: z.optional(z.array(storedLimit)),
  /** open holds, and the earliest expiry among them */
  holds: z.optional(z.tuple([whole, z.nullable(whole)])),
  /** id, SKU, quantity, credits per units, unit's ms, rate card, ahead */
  standing: z.optional(z.array(storedStanding)),
  accrued: z.optional(whole),
  topUp: z.optional(storedTopUp),
  exhausted: z.optional(whole),
  subscription: z.optional(storedSubscription),
  /** since when the plan's credits wait */
  suspended: z.optional(whole),
  /** this cycle began without them */
  unpaid: z.optional(z.literal(true)),
  closed: z.optional(whole),
  /** first, last, repair, 1 for lost, and the times between which some can't be read */
  withdrawn: z.optional(z.array(storedWithdrawn)),
  at: whole,
});

export function encodeState(account: Account): string {
  return JSON.stringify(toStoredState(account));
}

function toStoredState(account: Account): z.infer<typeof storedState> {
  const { schedule, cycle, overrun, debt, standing, limits, openHolds, autoTopUp } = account;
  return {
    plan: account.planId,
    next: account.nextPlanId,
    seats: account.seats,
    nextSeats: account.nextSeats,
    anchor: schedule.anchorMs,
    base: schedule.baseIndex === 0 ? undefined : schedule.baseIndex,
    cadence: schedule.cadence,
    zone: schedule.timeZone === 'UTC' ? undefined : schedule.timeZone,
    cycle: [cycle.index, cycle.startMs, cycle.endMs],
    allotment: account.allotment === planCredits(account) ? undefined : account.allotment,
    grants: account.grants.map((grant) => toStoredGrant(grant, cycle.endMs)),
    overrun: overrun === 0 ? undefined : overrun,
    heldOverrun: account.heldOverrun === 0 ? undefined : account.heldOverrun,
    debt: debt === 0 ? undefined : debt,
    limits: limits.length === 0 ? undefined : limits.map(toStoredLimit),
    holds: openHolds === 0 ? undefined : [openHolds, account.holdsDueMs ?? null],
    standing: standing.length === 0 ? undefined : standing.map(toStoredStanding),
    accrued: standing.length === 0 ? undefined : account.accruedAtMs,
    topUp: autoTopUp && toStoredTopUp(autoTopUp),
    exhausted: account.exhaustedSinceMs,
    subscription: account.subscription && toStoredSubscription(account.subscription),
    suspended: account.suspendedSinceMs,
    unpaid: account.isCycleUnpaid,
    closed: account.closedAtMs,
    withdrawn: account.withdrawn?.map(toStoredWithdrawn),
    at: account.lastAtMs,
  };
}

export function decodeState(accountId: string, text: string, chain: Pick<Account, 'seq' | 'headHash'>): Account {
  const state = parse(storedState, text, "an account's state");
  const [index, startMs, endMs] = state.cycle;
  const account: Account = {
    accountId,
    planId: state.plan,
    ...present({ nextPlanId: state.next, seats: state.seats, nextSeats: state.nextSeats }),
    schedule: {
      anchorMs: state.anchor,
      baseIndex: state.base ?? 0,
      cadence: state.cadence,
      timeZone: state.zone ?? 'UTC',
    },
    cycle: { index, startMs, endMs },
    allotment: noCredits,
    // Whether they wait follows from the account.
    grants: withWaiting(
      state.grants.map((grant) => toGrant(grant, endMs)),
      state.suspended !== undefined,
    ),
    overrun: microcredits(state.overrun ?? 0),
    heldOverrun: microcredits(state.heldOverrun ?? 0),
    debt: microcredits(state.debt ?? 0),
    limits: (state.limits ?? []).map(toLimit),
    openHolds: state.holds?.[0] ?? 0,
    ...(typeof state.holds?.[1] === 'number' ? { holdsDueMs: state.holds[1] } : {}),
    standing: (state.standing ?? []).map(toStanding),
    accruedAtMs: state.accrued ?? state.at,
    ...(state.topUp === undefined ? {} : { autoTopUp: toAutoTopUp(state.topUp) }),
    ...present({ subscription: state.subscription && toSubscription(state.subscription) }),
    ...present({ suspendedSinceMs: state.suspended, isCycleUnpaid: state.unpaid }),
    ...present({ exhaustedSinceMs: state.exhausted, closedAtMs: state.closed }),
    ...present({ withdrawn: state.withdrawn?.map(toWithdrawn) }),
    lastAtMs: state.at,
    ...chain,
  };
  return { ...account, allotment: microcredits(state.allotment ?? planCredits(account)) };
}

function toStoredWithdrawn({ first, last, by, isLost, unreadMs }: WithdrawnEntries): z.infer<typeof storedWithdrawn> {
  const times = unreadMs === undefined ? [] : [unreadMs.from, unreadMs.until];
  return [first, last, by, isLost === true ? 1 : 0, ...times];
}

function toWithdrawn([first, last, by, lost, from, until]: z.infer<typeof storedWithdrawn>): WithdrawnEntries {
  return {
    ...{ first, last, by },
    ...present({ isLost: lost === 1 ? (true as const) : undefined }),
    ...(from === undefined || until === undefined ? {} : { unreadMs: { from, until } }),
  };
}

/** The credits that the plan granted at this cycle's start. */
function planCredits({ grants, cycle }: Account): number {
  return grants.find(({ grantId }) => grantId === `plan-${cycle.index}`)?.granted ?? 0;
}

function toStoredStanding({ usageId, sku, quantity, tariff, ahead }: StandingUsage): z.infer<typeof storedStanding> {
  const { credits, per, unitMs, rateCard } = tariff;
  return [
    usageId,
    sku,
    formatMillionths(quantity),
    [credits, per, unitMs, rateCard],
    ahead.numerator === 0n ? null : [String(ahead.numerator), String(ahead.denominator)],
  ];
}

function toStanding([usageId, sku, text, tariff, ahead]: z.infer<typeof storedStanding>): StandingUsage {
  const [credits, per, unitMs, rateCard] = tariff;
  const quantity = parseMillionths(text);
  if (quantity === undefined) throw new ItemCorrupt('a kept quantity is not a decimal');
  return {
    usageId,
    sku,
    quantity,
    tariff: { credits: microcredits(credits), per, unitMs, rateCard },
    ahead: ahead === null ? nothingAhead : { numerator: BigInt(ahead[0]), denominator: BigInt(ahead[1]) },
  };
}
