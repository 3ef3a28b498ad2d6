/**
 * What the API shows of ledger things, and what an entry's hash is taken over: one rendering for both, so that anyone can
 * check the chain from the API alone. Credits are numbers of credits, instants ISO 8601 in UTC with milliseconds.
 */
import type { Balance } from '../account/account.ts';
import type { AutoTopUp } from '../account/auto-top-up.ts';
import { type Slice, sourceOf } from '../account/grant.ts';
import type { Hold } from '../account/hold.ts';
import type { KeptLine, StandingUsage } from '../account/standing-usage.ts';
import { type Microcredits, toCredits } from '../amount.ts';
import type { PriceLine, Quantity } from '../catalogue/rate-card.ts';
import { formatMillionths } from '../decimal.ts';
import type { Entry } from './entry.ts';

/** An entry without its hash. Members that are undefined don't appear in JSON. */
export function publicEntry(entry: Omit<Entry, 'hash'>): Record<string, unknown> {
  return {
    accountId: entry.accountId,
    seq: entry.seq,
    type: entry.type,
    at: instant(entry.atMs),
    credits: toCredits(entry.credits),
    category: entry.category,
    cycle: entry.cycle,
    slices: entry.slices.map(publicSlice),
    lines: entry.lines?.map(publicLine),
    rateCard: entry.rateCard,
    dimensions: entry.dimensions,
    occurredAt: optionalInstant(entry.occurredAtMs),
    expiresAt: optionalInstant(entry.expiresAtMs),
    cycleStart: optionalInstant(entry.cycleStartMs),
    planId: entry.planId,
    effectiveAt: optionalInstant(entry.effectiveMs),
    cycleAnchor: optionalInstant(entry.anchorMs),
    timeZone: entry.timeZone,
    packId: entry.packId,
    paymentId: entry.paymentId,
    reverses: entry.reverses,
    uncovered: optionalCredits(entry.uncovered),
    repaidDebt: optionalCredits(entry.repaidDebt),
    repaidOverrun: optionalCredits(entry.repaidOverrun),
    uncoveredBefore: optionalCredits(entry.uncoveredBefore),
    hold: entry.hold === undefined ? undefined : publicHold(entry.hold),
    returned: entry.returned?.map(publicSlice),
    decision: entry.decision,
    late: entry.isLate,
    limit: entry.limit === undefined ? undefined : { ...entry.limit, credits: optionalCredits(entry.limit.credits) },
    kept: entry.kept?.map(publicKept),
    standing: entry.standing === undefined ? undefined : publicStanding(entry.standing),
    autoTopUp: entry.autoTopUp === undefined ? undefined : publicAutoTopUp(entry.autoTopUp),
    reason: entry.reason,
    actor: entry.actor,
    before: toCredits(entry.before),
    after: publicBalance(entry.after),
    caller: entry.caller,
    idempotencyKey: entry.idempotencyKey,
    fingerprint: entry.fingerprint,
    previousHash: entry.previousHash,
  };
}

export function publicSlice({ grantId, credits, forfeited }: Slice) {
  return { grantId, source: sourceOf(grantId), credits: toCredits(credits), forfeited };
}

export function publicLine({ sku, quantity, credits }: PriceLine) {
  return { sku, quantity: publicQuantity(quantity), credits: toCredits(credits) };
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
  };
}

function publicKept({ usageId, sku, quantity, fromMs, untilMs, rateCard, credits }: KeptLine) {
  return {
    ...publicStanding({ usageId, sku, quantity }),
    from: instant(fromMs),
    until: instant(untilMs),
    rateCard,
    credits: toCredits(credits),
  };
}

export function publicStanding({ usageId, sku, quantity }: Pick<StandingUsage, 'usageId' | 'sku' | 'quantity'>) {
  return { usageId, sku, quantity: publicQuantity(quantity) };
}

export function publicAutoTopUp({ packId, threshold, maxPerCycle }: AutoTopUp) {
  return { packId, threshold: toCredits(threshold), maxPerCycle };
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
}

/** A debt shows only where there is one: most customers never see the word. */
export function publicBalance({ available, held, overrun, debt }: Balance): PublicBalance {
  return {
    available: toCredits(available),
    held: toCredits(held),
    overrun: toCredits(overrun),
    ...(debt === 0 ? {} : { debt: toCredits(debt) }),
  };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function optionalCredits(amount: Microcredits | undefined): number | undefined {
  return amount === undefined ? undefined : toCredits(amount);
}

function optionalInstant(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : instant(ms);
}
