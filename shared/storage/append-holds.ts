/** Holds in the tail: opened, reported on, captured and released. What depends on the rest of the account replaces the item. */

import * as z from 'zod/mini';
import { exhaustionPolicies, type Hold } from '../domain/account/hold.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { type Authorization, authorization } from '../domain/decisions/authorize-hold.ts';
import { type Capture, capture as captureCommand } from '../domain/decisions/capture-hold.ts';
import { type Release, release as releaseCommand } from '../domain/decisions/release-hold.ts';
import { type Report, report as reportCommand } from '../domain/decisions/report-usage.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import type { Kind } from './append-kind.ts';
import { parse } from './parse.ts';
import { priceMembers, toPrice, toStoredPrice } from './record-price.ts';
import { storedDimensions, whole } from './stored-parts.ts';

const category = z.enum(categories);

/** credits, category, life, policy, and what few have: lines, rate card of a price, dimensions, extend by, rate card in effect */
const authorizeBody = z.tuple([
  whole,
  category,
  whole,
  z.enum(exhaustionPolicies),
  z.optional(
    z.strictObject({
      ...priceMembers,
      d: z.optional(storedDimensions),
      s: z.optional(whole),
      c: z.optional(z.string()),
    }),
  ),
]);

export const authorize: Kind<Authorization> = {
  command: authorization,
  letter: 'a',
  isOfHold: false,
  encode: ({ cost, lifeMs, whenExhausted, extendBy, rateCard, dimensions }) => {
    if (cost.kind !== 'priced') return undefined;
    return withMore([cost.credits, cost.category, lifeMs, whenExhausted], {
      ...toStoredPrice(cost),
      d: dimensions,
      s: extendBy,
      // Usage was priced by the card in effect.
      c: cost.rateCard === rateCard ? undefined : rateCard,
    });
  },
  decode: (stored, request) => {
    const [credits, named, lifeMs, whenExhausted, more = {}] = parse(authorizeBody, stored, "a hold's record");
    const rateCard = more.c ?? more.r;
    return {
      ...request,
      cost: { kind: 'priced', category: named, credits: microcredits(credits), ...toPrice(more) },
      ...present({ rateCard }),
      lifeMs,
      whenExhausted,
      ...(more.s === undefined ? {} : { extendBy: microcredits(more.s) }),
      ...present({ dimensions: more.d }),
    };
  },
  commutes: () => true,
  takes: () => undefined,
  isLimited: true,
  use: ({ cost, dimensions }) =>
    cost.kind === 'priced' ? { category: cost.category, ...present({ dimensions }) } : undefined,
  dueAtMs: ({ lifeMs }, nowMs) => nowMs + lifeMs,
};

/** used, and what few have: category, what must be left */
const reportBody = z.tuple([whole, z.optional(z.strictObject({ g: z.optional(category), m: z.optional(whole) }))]);

export const report: Kind<Report> = {
  command: reportCommand,
  letter: 'r',
  isOfHold: true,
  encode: (command) => withMore([command.used], { g: command.category, m: command.leftMin }),
  decode: (stored, request, holdId) => {
    const [used, { g, m } = {}] = parse(reportBody, stored, "a report's record");
    return {
      ...request,
      holdId,
      used: microcredits(used),
      ...present({ category: g }),
      ...(m === undefined ? {} : { leftMin: microcredits(m) }),
    };
  },
  commutes: (entry, asked) => (entry.type === 'report' ? isFunded(entry.hold, asked) : isFullyExtended(entry)),
  takes: () => undefined,
  isLimited: true,
};

/** A report that sets nothing aside because there is nothing would have set some aside of another balance. */
function isFunded({ credits, overrun }: Hold, { used, leftMin = noCredits }: Report): boolean {
  return used + leftMin <= credits + overrun;
}

/** One that was cut short would have got more or less of another balance. */
function isFullyExtended({ type, hold }: Entry): boolean {
  return type !== 'extension' || (hold !== undefined && hold.credits + hold.overrun - hold.used >= hold.slice);
}

/** credits, whether late is allowed, and what few have: category, lines, rate card */
const captureBody = z.tuple([
  whole,
  z.union([z.literal(0), z.literal(1)]),
  z.optional(z.strictObject({ ...priceMembers, g: z.optional(category) })),
]);

export const capture: Kind<Capture> = {
  command: captureCommand,
  letter: 'c',
  isOfHold: true,
  encode: ({ cost, isLateAllowed }) => {
    if (cost.kind !== 'priced') return undefined;
    return withMore([cost.credits, isLateAllowed ? 1 : 0], { ...toStoredPrice(cost), g: cost.category });
  },
  decode: (stored, request, holdId) => {
    const [credits, late, more = {}] = parse(captureBody, stored, "a capture's record");
    const priced = { kind: 'priced', credits: microcredits(credits), ...toPrice(more) } as const;
    return {
      ...request,
      holdId,
      cost: more.g === undefined ? priced : { ...priced, category: more.g },
      isLateAllowed: late === 1,
    };
  },
  commutes: ({ type }) => type === 'capture',
  takes: () => undefined,
  // Its work ran.
  isLimited: false,
};

const releaseBody = z.tuple([z.optional(z.string())]);

export const release: Kind<Release> = {
  command: releaseCommand,
  letter: 'l',
  isOfHold: true,
  encode: ({ reason }) => (reason === undefined ? [] : [reason]),
  decode: (stored, request, holdId) => {
    const [reason] = parse(releaseBody, stored, "a release's record");
    return { ...request, holdId, ...present({ reason }) };
  },
  commutes: () => true,
  takes: () => undefined,
  isLimited: false,
};

/** Leaves out the members that are as usual. */
function withMore(body: readonly unknown[], more: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.values(more).every((each) => each === undefined) ? body : [...body, more];
}
