/**
 * The public form of ledger things: what the API shows, and what an entry's hash is taken over: one rendering for both, so that anyone can
 * check the chain from the API alone. Credits are numbers of credits, instants ISO 8601 in UTC with milliseconds.
 */
import type { Balance } from '../account/account.ts';
import type { AutoTopUp } from '../account/auto-top-up.ts';
import { type Slice, sourceOf } from '../account/grant.ts';
import type { Hold } from '../account/hold.ts';
import type { NamedLimit } from '../account/limit.ts';
import type { KeptLine, NamedStanding } from '../account/standing-usage.ts';
import type { ToldSubscription } from '../account/subscription.ts';
import type { GivenUp } from '../account/withdrawn.ts';
import { noCredits, toCredits } from '../amount.ts';
import type { Paid } from '../catalogue/paid.ts';
import type { Money } from '../catalogue/plan.ts';
import type { PriceLine, Quantity } from '../catalogue/rate-card.ts';
import { formatMillionths } from '../decimal.ts';
import type { Undone } from './undone.ts';

export function publicSlice({ grantId, credits, forfeited }: Slice) {
  return { grantId, source: sourceOf(grantId), credits: toCredits(credits), forfeited };
}

export function publicLine({ sku, quantity, credits }: PriceLine) {
  return { sku, quantity: publicQuantity(quantity), credits: toCredits(credits) };
}

export function publicUndone({ credits, lines }: Undone) {
  return { credits: toCredits(credits), lines: lines?.map(publicLine) };
}

export function publicGivenUp({ first, last, unreadMs }: GivenUp) {
  return {
    first,
    last,
    unreadFrom: unreadMs === undefined ? undefined : instant(unreadMs.from),
    unreadUntil: unreadMs === undefined ? undefined : instant(unreadMs.until),
  };
}

export function publicHold(hold: Hold) {
  return {
    holdId: hold.holdId,
    state: hold.state,
    category: hold.category,
    credits: toCredits(hold.credits),
    used: toCredits(hold.used),
    overrun: hold.overrun === 0 ? undefined : toCredits(hold.overrun),
    slices: hold.pinned.map(publicSlice),
    slice: toCredits(hold.slice),
    whenExhausted: hold.whenExhausted,
    dimensions: hold.dimensions,
    limitIds: hold.limitIds.length === 0 ? undefined : hold.limitIds,
    expiresAt: instant(hold.expiresAtMs),
    rateCard: hold.rateCard,
    reportedAt: hold.reportedAtMs === undefined ? undefined : instant(hold.reportedAtMs),
  };
}

export function publicKeptLine({ usageId, sku, quantity, fromMs, untilMs, rateCard, credits }: KeptLine) {
  return {
    ...publicStanding({ usageId, sku, quantity }),
    from: instant(fromMs),
    until: instant(untilMs),
    rateCard,
    credits: toCredits(credits),
  };
}

export function publicSubscription({
  subscriptionId,
  status,
  paidUntilMs,
  endsAtMs,
  anchorMs,
  coveredUntilMs,
}: ToldSubscription) {
  return {
    subscriptionId,
    status,
    paidUntil: instant(paidUntilMs),
    endsAt: endsAtMs === undefined ? undefined : instant(endsAtMs),
    cycleAnchor: anchorMs === undefined ? undefined : instant(anchorMs),
    coveredUntil: coveredUntilMs === undefined ? undefined : instant(coveredUntilMs),
  };
}

export function publicStanding({ usageId, sku, quantity }: NamedStanding) {
  return { usageId, sku, quantity: publicQuantity(quantity) };
}

export function publicLimit({ limitId, category, dimension, period, credits, endsAtMs }: NamedLimit) {
  return {
    limitId,
    category,
    dimension,
    period,
    credits: credits === undefined ? undefined : toCredits(credits),
    endsAt: endsAtMs === undefined ? undefined : instant(endsAtMs),
  };
}

export function publicPaid({ fee, ...paid }: Paid) {
  return { ...publicMoney(paid), fee: fee && publicMoney(fee) };
}

function publicMoney({ millionths, currency }: Money) {
  return { amount: millionths / 1_000_000, currency };
}

export function publicAutoTopUp({ packId, threshold, maxPerCycle, priceMax }: AutoTopUp) {
  const settings = { packId, threshold: toCredits(threshold), maxPerCycle };
  return priceMax === undefined ? settings : { ...settings, maxPrice: publicMoney(priceMax) };
}

/** A plain number where a double carries it exactly (15 digits), else its exact text as a JSON number. */
export function publicQuantity(quantity: Quantity): number | RawJson {
  const text = formatMillionths(quantity);
  return text.replace('.', '').length <= 15 ? Number(text) : JSON.rawJSON(text);
}

export interface PublicBalance {
  readonly available: number;
  readonly held: number;
  readonly overrun: number;
  readonly debt?: number;
  readonly waiting?: number;
}

/** A debt shows only where there is one, and so does what waits: most customers never see the words. */
export function publicBalance({ available, held, overrun, debt, waiting = noCredits }: Balance): PublicBalance {
  return {
    available: toCredits(available),
    held: toCredits(held),
    overrun: toCredits(overrun),
    ...(debt === 0 ? {} : { debt: toCredits(debt) }),
    ...(waiting === 0 ? {} : { waiting: toCredits(waiting) }),
  };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
