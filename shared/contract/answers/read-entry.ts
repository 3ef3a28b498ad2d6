/** Reads entries as the API shows them back into the domain's terms, for whoever wants to check a ledger from outside. */
import * as z from 'zod/mini';
import type { Slice } from '../../domain/account/grant.ts';
import { exhaustionPolicies, type Hold, holdDecisions, holdStates } from '../../domain/account/hold.ts';
import { fromCredits, type Microcredits, noCredits } from '../../domain/amount.ts';
import { categories, type Quantity } from '../../domain/catalogue/rate-card.ts';
import { parseMillionths } from '../../domain/decimal.ts';
import { type Entry, entryTypes } from '../../domain/ledger/entry.ts';

/** The longest text of a number that a double surely carries: fifteen digits and a point. Every amount of credits is. */
const doubleLengthMax = 16;

/** Parses a ledger page's text: longer numbers by their source, so that quantities keep all their digits. */
export function readLedgerPage(text: string): { readonly entries: readonly Entry[]; readonly nextCursor?: string } {
  const json = JSON.parse(text, (_name, value, { source }) =>
    typeof value === 'number' && source !== undefined && source.length > doubleLengthMax ? JSON.rawJSON(source) : value,
  );
  return page.parse(json);
}

const credits = z.pipe(
  z.number(),
  z.transform((value: number, context): Microcredits => {
    const amount = fromCredits(value);
    if (amount !== undefined) return amount;
    context.issues.push({ code: 'custom', message: 'not an amount of credits', input: value });
    return z.NEVER;
  }),
);
const quantity = z.pipe(
  z.custom<number | RawJson>((value) => typeof value === 'number' || JSON.isRawJSON(value)),
  z.transform((value: number | RawJson, context): Quantity => {
    const millionths = parseMillionths(typeof value === 'number' ? String(value) : value.rawJSON);
    if (millionths !== undefined) return millionths;
    context.issues.push({ code: 'custom', message: 'not a quantity', input: value });
    return z.NEVER;
  }),
);
const instant = z.pipe(
  z.string(),
  z.transform((value: string) => Date.parse(value)),
);
const text = z.string();
const whole = z.int();

const slice = z.pipe(
  z.object({ grantId: text, source: text, credits, forfeited: z.exactOptional(z.literal(true)) }),
  z.transform(({ source: _source, ...rest }: { source: string } & Slice): Slice => rest),
);

const shownHold = z.object({
  holdId: text,
  state: z.enum(holdStates),
  category: z.enum(categories),
  credits,
  used: credits,
  overrun: z.exactOptional(credits),
  slices: z.array(slice),
  slice: credits,
  whenExhausted: z.enum(exhaustionPolicies),
  dimensions: z.exactOptional(z.record(z.string(), z.string())),
  limitIds: z.exactOptional(z.array(text)),
  expiresAt: instant,
});

function toHold({ slices, expiresAt, overrun, limitIds, ...rest }: z.output<typeof shownHold>): Hold {
  return { ...rest, overrun: overrun ?? noCredits, limitIds: limitIds ?? [], pinned: slices, expiresAtMs: expiresAt };
}

const shown = z.object({
  accountId: text,
  seq: whole,
  type: z.enum(entryTypes),
  at: instant,
  credits,
  category: z.exactOptional(z.enum(categories)),
  cycle: whole,
  slices: z.array(slice),
  lines: z.exactOptional(z.array(z.object({ sku: text, quantity, credits }))),
  rateCard: z.exactOptional(text),
  dimensions: z.exactOptional(z.record(z.string(), z.string())),
  occurredAt: z.exactOptional(instant),
  expiresAt: z.exactOptional(instant),
  cycleStart: z.exactOptional(instant),
  planId: z.exactOptional(text),
  cycleAnchor: z.exactOptional(instant),
  timeZone: z.exactOptional(text),
  packId: z.exactOptional(text),
  paymentId: z.exactOptional(text),
  effectiveAt: z.exactOptional(instant),
  reverses: z.exactOptional(whole),
  uncovered: z.exactOptional(credits),
  repaidDebt: z.exactOptional(credits),
  repaidOverrun: z.exactOptional(credits),
  uncoveredBefore: z.exactOptional(credits),
  returned: z.exactOptional(z.array(slice)),
  decision: z.exactOptional(z.enum(holdDecisions)),
  late: z.exactOptional(z.literal(true)),
  limit: z.exactOptional(
    z.object({
      limitId: text,
      category: z.exactOptional(z.enum(categories)),
      dimension: z.exactOptional(z.object({ name: text, value: text })),
      credits: z.exactOptional(credits),
    }),
  ),
  hold: z.exactOptional(shownHold),
  kept: z.exactOptional(
    z.array(z.object({ usageId: text, sku: text, quantity, from: instant, until: instant, rateCard: text, credits })),
  ),
  standing: z.exactOptional(z.object({ usageId: text, sku: text, quantity })),
  autoTopUp: z.exactOptional(z.object({ packId: text, threshold: credits, maxPerCycle: whole })),
  reason: z.exactOptional(text),
  actor: z.exactOptional(text),
  before: credits,
  after: z.object({ available: credits, held: credits, overrun: credits, debt: z._default(credits, noCredits) }),
  caller: text,
  idempotencyKey: z.exactOptional(text),
  fingerprint: z.exactOptional(text),
  previousHash: text,
  hash: text,
});

function toEntry(entry: z.output<typeof shown>): Entry {
  const { at, occurredAt, expiresAt, cycleStart, cycleAnchor, effectiveAt, kept, late, hold, ...rest } = entry;
  return {
    ...rest,
    atMs: at,
    ...(occurredAt === undefined ? {} : { occurredAtMs: occurredAt }),
    ...(expiresAt === undefined ? {} : { expiresAtMs: expiresAt }),
    ...(cycleStart === undefined ? {} : { cycleStartMs: cycleStart }),
    ...(cycleAnchor === undefined ? {} : { anchorMs: cycleAnchor }),
    ...(effectiveAt === undefined ? {} : { effectiveMs: effectiveAt }),
    ...(late === undefined ? {} : { isLate: late }),
    ...(hold === undefined ? {} : { hold: toHold(hold) }),
    ...(kept === undefined
      ? {}
      : { kept: kept.map(({ from, until, ...line }) => ({ ...line, fromMs: from, untilMs: until })) }),
  };
}

const page = z.object({ entries: z.array(z.pipe(shown, z.transform(toEntry))), nextCursor: z.exactOptional(text) });
