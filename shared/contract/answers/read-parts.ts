/** The parts of entries, read back from the wire into the domain's terms. */

import * as z from 'zod/mini';
import type { AutoTopUp } from '../../domain/account/auto-top-up.ts';
import type { Slice } from '../../domain/account/grant.ts';
import { exhaustionPolicies, type Hold, holdStates } from '../../domain/account/hold.ts';
import type { NamedLimit } from '../../domain/account/limit.ts';
import { limitPeriods } from '../../domain/account/limit-scope.ts';
import type { KeptLine } from '../../domain/account/standing-usage.ts';
import { subscriptionStatuses, type ToldSubscription } from '../../domain/account/subscription.ts';
import type { GivenUp } from '../../domain/account/withdrawn.ts';
import { fromCredits, type Microcredits, noCredits } from '../../domain/amount.ts';
import type { Paid } from '../../domain/catalogue/paid.ts';
import type { Money } from '../../domain/catalogue/plan.ts';
import { categories, type Quantity } from '../../domain/catalogue/rate-card.ts';
import { parseMillionths } from '../../domain/decimal.ts';
import { present } from '../../domain/present.ts';

export const credits = z.pipe(
  z.number(),
  z.transform((value: number, context): Microcredits => {
    const amount = fromCredits(value);
    if (amount !== undefined) return amount;
    context.issues.push({ code: 'custom', message: 'not an amount of credits', input: value });
    return z.NEVER;
  }),
);
export const quantity = z.pipe(
  z.custom<number | RawJson>((value) => typeof value === 'number' || JSON.isRawJSON(value)),
  z.transform((value: number | RawJson, context): Quantity => {
    const millionths = parseMillionths(typeof value === 'number' ? String(value) : value.rawJSON);
    if (millionths !== undefined) return millionths;
    context.issues.push({ code: 'custom', message: 'not a quantity', input: value });
    return z.NEVER;
  }),
);
export const instant = z.pipe(
  z.string(),
  z.transform((value: string) => Date.parse(value)),
);
export const text = z.string();

const money = { amount: z.number(), currency: text };
const moneyOf = ({ amount, currency }: { readonly amount: number; readonly currency: string }): Money => ({
  millionths: Math.round(amount * 1_000_000),
  currency,
});
export const paid = z.pipe(
  z.object({ ...money, fee: z.exactOptional(z.object(money)) }),
  z.transform(({ fee, ...sum }): Paid => ({ ...moneyOf(sum), ...present({ fee: fee && moneyOf(fee) }) })),
);
const whole = z.int();

export const slice = z.pipe(
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
  rateCard: z.exactOptional(text),
  reportedAt: z.exactOptional(instant),
});

function toHold({ slices, expiresAt, overrun, limitIds, reportedAt, ...rest }: z.output<typeof shownHold>): Hold {
  return {
    ...rest,
    overrun: overrun ?? noCredits,
    limitIds: limitIds ?? [],
    pinned: slices,
    expiresAtMs: expiresAt,
    ...present({ reportedAtMs: reportedAt }),
  };
}

export const hold = z.pipe(shownHold, z.transform(toHold));

export const line = z.object({ sku: text, quantity, credits });

export const undone = z.object({ credits, lines: z.exactOptional(z.array(line)) });

export const givenUp = z.pipe(
  z.object({ first: whole, last: whole, unreadFrom: z.exactOptional(instant), unreadUntil: z.exactOptional(instant) }),
  z.transform(
    ({ first, last, unreadFrom: from, unreadUntil: until }): GivenUp => ({
      ...{ first, last },
      ...(from === undefined || until === undefined ? {} : { unreadMs: { from, until } }),
    }),
  ),
);

export const standing = z.object({ usageId: text, sku: text, quantity });

export const keptLine = z.pipe(
  z.object({ usageId: text, sku: text, quantity, from: instant, until: instant, rateCard: text, credits }),
  z.transform(({ from, until, ...rest }): KeptLine => ({ ...rest, fromMs: from, untilMs: until })),
);

const limitDimension = z.union([
  z.object({ name: text, value: text }),
  z.object({ name: text, prefix: text }),
  z.object({ name: text, each: z.literal(true) }),
]);

const shownLimit = z.object({
  limitId: text,
  category: z.exactOptional(z.enum(categories)),
  dimension: z.exactOptional(limitDimension),
  period: z.exactOptional(z.enum(limitPeriods).check(z.refine((period) => period !== 'cycle'))),
  credits: z.exactOptional(credits),
  endsAt: z.exactOptional(instant),
});

export const limit = z.pipe(
  shownLimit,
  z.transform(
    ({ endsAt, period, ...rest }): NamedLimit => ({
      ...rest,
      ...present({ period: period === 'cycle' ? undefined : period, endsAtMs: endsAt }),
    }),
  ),
);

export const autoTopUp = z.pipe(
  z.object({ packId: text, threshold: credits, maxPerCycle: whole, maxPrice: z.exactOptional(z.object(money)) }),
  z.transform(
    ({ maxPrice, ...rest }): AutoTopUp => ({ ...rest, ...present({ priceMax: maxPrice && moneyOf(maxPrice) }) }),
  ),
);

export const subscription = z.pipe(
  z.object({
    subscriptionId: text,
    status: z.enum(subscriptionStatuses),
    paidUntil: instant,
    endsAt: z.exactOptional(instant),
    cycleAnchor: z.exactOptional(instant),
    coveredUntil: z.exactOptional(instant),
  }),
  z.transform(
    ({ subscriptionId, status, paidUntil, endsAt, cycleAnchor, coveredUntil }): ToldSubscription => ({
      ...{ subscriptionId, status, paidUntilMs: paidUntil },
      ...present({ endsAtMs: endsAt, anchorMs: cycleAnchor, coveredUntilMs: coveredUntil }),
    }),
  ),
);
