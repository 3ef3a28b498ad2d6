/**
 * What the API shows of ledger things, and what an entry's hash is taken over: one rendering for both, so that anyone can
 * check the chain from the API alone. Credits are numbers of credits, instants ISO 8601 in UTC with milliseconds.
 */
import type { Balance } from './account.ts';
import { toCredits } from './amount.ts';
import { formatMillionths } from './decimal.ts';
import type { Entry } from './entry.ts';
import { type Slice, sourceOf } from './grant.ts';
import type { PriceLine, Quantity } from './rate-card.ts';

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
    cycleAnchor: optionalInstant(entry.anchorMs),
    timeZone: entry.timeZone,
    packId: entry.packId,
    paymentId: entry.paymentId,
    reverses: entry.reverses,
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

export function publicSlice({ grantId, credits, forfeited }: Slice): Record<string, unknown> {
  return { grantId, source: sourceOf(grantId), credits: toCredits(credits), forfeited };
}

export function publicLine({ sku, quantity, credits }: PriceLine): Record<string, unknown> {
  return { sku, quantity: publicQuantity(quantity), credits: toCredits(credits) };
}

/** A plain number where a double carries it exactly (15 digits), else its exact text as a JSON number. */
export function publicQuantity(quantity: Quantity): unknown {
  const text = formatMillionths(quantity);
  return text.replace('.', '').length <= 15 ? Number(text) : JSON.rawJSON(text);
}

export function publicBalance({ available, held, overrun }: Balance): Record<string, number> {
  return { available: toCredits(available), held: toCredits(held), overrun: toCredits(overrun) };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function optionalInstant(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : instant(ms);
}
