/** The account's state as JSON: short, since it is written with every commit; what is as usual is left out. */
import * as z from 'zod/mini';
import type { Account } from '../domain/account.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import type { AutoTopUp } from '../domain/auto-top-up.ts';
import { cadences } from '../domain/cycle.ts';
import { formatMillionths, parseMillionths } from '../domain/decimal.ts';
import { type Grant, newGrant } from '../domain/grant.ts';
import { nothingAhead, type StandingUsage } from '../domain/standing-usage.ts';
import { parsed } from './parsed.ts';
import { ItemCorrupt } from './table.ts';

const whole = z.int();

/** id, granted, used, held, expires at (null: with the cycle), created by entry, notice at */
const storedGrant = z.union([
  z.tuple([z.string(), whole, whole, whole, z.nullable(whole), whole]),
  z.tuple([z.string(), whole, whole, whole, z.nullable(whole), whole, whole]),
]);

const storedStanding = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.tuple([whole, whole, whole, z.string()]),
  z.nullable(z.tuple([z.string(), z.string()])),
]);

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
  /** when it isn't what the plan's grant of this cycle says */
  allotment: z.optional(whole),
  grants: z.array(storedGrant),
  overrun: z.optional(whole),
  debt: z.optional(whole),
  /** id, SKU, quantity, credits per units, unit's ms, rate card, ahead */
  standing: z.optional(z.array(storedStanding)),
  accrued: z.optional(whole),
  /** automatic top-up: pack, threshold, most per cycle */
  topUp: z.optional(z.tuple([z.string(), whole, whole])),
  exhausted: z.optional(whole),
  closed: z.optional(whole),
  at: whole,
});

export function encodeState(account: Account): string {
  return JSON.stringify(toStoredState(account));
}

function toStoredState(account: Account): z.infer<typeof storedState> {
  const { schedule, cycle, overrun, debt, standing, autoTopUp } = account;
  return {
    plan: account.planId,
    next: account.nextPlanId,
    anchor: schedule.anchorMs,
    base: schedule.baseIndex === 0 ? undefined : schedule.baseIndex,
    cadence: schedule.cadence,
    zone: schedule.timeZone === 'UTC' ? undefined : schedule.timeZone,
    cycle: [cycle.index, cycle.startMs, cycle.endMs],
    allotment: account.allotment === planGranted(account) ? undefined : account.allotment,
    grants: account.grants.map((grant) => toStoredGrant(grant, cycle.endMs)),
    overrun: overrun === 0 ? undefined : overrun,
    debt: debt === 0 ? undefined : debt,
    standing: standing.length === 0 ? undefined : standing.map(toStoredStanding),
    accrued: standing.length === 0 ? undefined : account.accruedAtMs,
    topUp: autoTopUp && [autoTopUp.packId, autoTopUp.threshold, autoTopUp.maxPerCycle],
    exhausted: account.exhaustedSinceMs,
    closed: account.closedAtMs,
    at: account.lastAtMs,
  };
}

export function decodeState(accountId: string, text: string, chain: Pick<Account, 'seq' | 'headHash'>): Account {
  const state = parsed(storedState, text, "an account's state");
  const [index, startMs, endMs] = state.cycle;
  const account: Account = {
    accountId,
    planId: state.plan,
    ...(state.next === undefined ? {} : { nextPlanId: state.next }),
    schedule: {
      anchorMs: state.anchor,
      baseIndex: state.base ?? 0,
      cadence: state.cadence,
      timeZone: state.zone ?? 'UTC',
    },
    cycle: { index, startMs, endMs },
    allotment: noCredits,
    grants: state.grants.map((grant) => toGrant(grant, endMs)),
    overrun: microcredits(state.overrun ?? 0),
    debt: microcredits(state.debt ?? 0),
    standing: (state.standing ?? []).map(toStanding),
    accruedAtMs: state.accrued ?? state.at,
    ...(state.topUp === undefined ? {} : { autoTopUp: toAutoTopUp(state.topUp) }),
    ...(state.exhausted === undefined ? {} : { exhaustedSinceMs: state.exhausted }),
    ...(state.closed === undefined ? {} : { closedAtMs: state.closed }),
    lastAtMs: state.at,
    ...chain,
  };
  return { ...account, allotment: microcredits(state.allotment ?? planGranted(account)) };
}

function toAutoTopUp([packId, threshold, maxPerCycle]: readonly [string, number, number]): AutoTopUp {
  return { packId, threshold: microcredits(threshold), maxPerCycle };
}

/** What the plan granted at this cycle's start. */
function planGranted({ grants, cycle }: Account): number {
  return grants.find(({ grantId }) => grantId === `plan-${cycle.index}`)?.granted ?? 0;
}

function toStoredGrant(
  { grantId, granted, used, held, expiresAtMs, createdSeq, noticeAtMs }: Grant,
  cycleEndMs: number,
): z.infer<typeof storedGrant> {
  const endsMs = expiresAtMs === cycleEndMs ? null : expiresAtMs;
  return noticeAtMs === undefined
    ? [grantId, granted, used, held, endsMs, createdSeq]
    : [grantId, granted, used, held, endsMs, createdSeq, noticeAtMs];
}

function toGrant(
  [grantId, granted, used, held, endsMs, createdSeq, noticeAtMs]: z.infer<typeof storedGrant>,
  cycleEndMs: number,
): Grant {
  return {
    ...newGrant(grantId, microcredits(granted), endsMs ?? cycleEndMs, createdSeq),
    used: microcredits(used),
    held: microcredits(held),
    ...(noticeAtMs === undefined ? {} : { noticeAtMs }),
  };
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
