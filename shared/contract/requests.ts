/// <reference types="zod-openapi" />
/** What requests carry. Objects are strict: an unknown member is refused by name, never ignored. */
import { z } from 'zod';
import { adjustmentDirections } from '../domain/adjustment.ts';
import { cadences } from '../domain/cycle.ts';
import { entryTypes } from '../domain/entry.ts';
import { overrunPolicies, packsMax, thresholdsMax } from '../domain/plan.ts';
import { categories } from '../domain/rate-card.ts';
import {
  accountId,
  credits,
  creditsOrNone,
  dimensions,
  idempotencyKey,
  instant,
  packId,
  paymentId,
  planId,
  quantity,
  shortText,
  sku,
  timeZone,
  wholeNumber,
} from './fields.ts';

const categoryTakes = `must be one of ${categories.join(', ')}`;
const category = z.enum(categories, { error: categoryTakes }).meta({ description: 'What kind of consumption it is.' });

const linesMax = 32;
const linesTake = `must be a list of 1 to ${linesMax} usages, each with sku and quantity`;

export const usage = z
  .array(z.strictObject({ sku, quantity }), { error: linesTake })
  .min(1, { error: linesTake })
  .max(linesMax, { error: linesTake })
  .meta({ description: 'What was used; priced by the rate card in effect. All of one category.' });

export const openAccountBody = z.strictObject({
  planId,
  cycleAnchor: instant(
    'Fixes the cycle’s boundaries: anchor + n cycles. The instant of opening when left out.',
    '2026-11-01T00:00:00.000Z',
  ).exactOptional(),
  timeZone: timeZone.exactOptional(),
});

const debitDetails = {
  dimensions: dimensions.exactOptional(),
  occurredAt: instant(
    'When the usage happened. Kept on the entry; the debit counts when it is charged.',
  ).exactOptional(),
};
const byCredits = z.strictObject({ credits, category, ...debitDetails });
const byUsage = z.strictObject({ usage, ...debitDetails });

export const debitBody = z.union([byCredits, byUsage]);

const debitsMax = 500;
const debitsTake = `must be a list of 1 to ${debitsMax} debits`;

/** One of a batch. Each is validated and answered for itself, as if it had come alone. */
export const batchedDebit = z.union([
  byCredits.extend({ accountId, idempotencyKey }),
  byUsage.extend({ accountId, idempotencyKey }),
]);

export const debitBatchBody = z.strictObject({
  debits: z
    .array(z.unknown(), { error: debitsTake })
    .min(1, { error: debitsTake })
    .max(debitsMax, { error: debitsTake })
    .meta({ description: 'Debits of any accounts, each with its own key and its own answer.' }),
});

export const reversalBody = z.strictObject({ reason: shortText('Why.', 'the model answered nothing').exactOptional() });

export const purchaseBody = z.strictObject({ packId, paymentId });

export const adjustmentBody = z.strictObject({
  credits,
  direction: z
    .enum(adjustmentDirections, { error: 'must be add or remove' })
    .default('add')
    .meta({ description: '`add` grants credits until the cycle ends; `remove` takes credits, all or nothing.' }),
  reason: shortText('Why, for the ledger.', 'goodwill after the outage'),
  actor: shortText('Who answers for it.', 'ada@example.com'),
});

export const quoteBody = z.union([
  z.strictObject({ usage, accountId: accountId.exactOptional() }),
  z.strictObject({ credits, category: category.exactOptional(), accountId: accountId.exactOptional() }),
]);

const moneyTakes = 'must be a JSON number from 0 with at most 6 decimals';
const money = {
  amount: z
    .number({ error: moneyTakes })
    .min(0, { error: moneyTakes })
    .max(1_000_000_000, { error: moneyTakes })
    .refine((value) => Number.isSafeInteger(Math.round(value * 1e6)) && Math.round(value * 1e6) / 1e6 === value, {
      error: moneyTakes,
    })
    .meta({ description: 'In the currency’s unit.', examples: [49] }),
  currency: z
    .string({ error: 'must be an ISO 4217 code' })
    .regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code' })
    .meta({ examples: ['USD'] }),
};
const cadence = z.enum(cadences, { error: `must be one of ${cadences.join(', ')}` });
const effectiveFrom = instant(
  'When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once.',
);

const pack = z.strictObject({
  packId,
  credits,
  price: z.strictObject(money).exactOptional(),
  expiresInSeconds: wholeNumber(
    60,
    366 * 86_400,
    'Ends so long after its purchase, if that is before the cycle’s end.',
  ).exactOptional(),
});

export const planBody = z.strictObject({
  name: shortText('For people.', 'Team').exactOptional(),
  credits: creditsOrNone.meta({ description: 'Granted at the start of each cycle.' }),
  cycle: cadence.default('month').meta({ description: 'How often credits renew.' }),
  lowBalanceThresholds: z
    .array(credits)
    .max(thresholdsMax, { error: `must be at most ${thresholdsMax} amounts` })
    .default([])
    .meta({ description: 'Available credits below which the account counts as low.' }),
  overrun: z
    .strictObject({
      policy: z.enum(overrunPolicies, { error: `must be one of ${overrunPolicies.join(', ')}` }),
      cap: creditsOrNone,
    })
    .exactOptional()
    .meta({
      description:
        'What becomes of use beyond the balance by work in progress, and how much there may be. Forgiven, and none, when left out.',
    }),
  packs: z
    .array(pack)
    .max(packsMax, { error: `must be at most ${packsMax} packs` })
    .refine((packs) => new Set(packs.map((each) => each.packId)).size === packs.length, {
      error: 'must not name a pack twice',
    })
    .default([])
    .meta({ description: 'Add-ons that accounts of this plan may buy.' }),
  price: z.strictObject({ ...money, interval: cadence }).exactOptional(),
  effectiveFrom: effectiveFrom.exactOptional(),
});

const pricesMax = 20_000;
const price = z.strictObject({
  sku,
  category,
  credits: creditsOrNone.meta({ description: 'Credits for `per` units.' }),
  per: wholeNumber(1, 1_000_000_000_000, 'Units that `credits` buys.').default(1),
  unit: shortText('What one unit is.', 'token').exactOptional(),
});

export const rateCardBody = z.strictObject({
  effectiveFrom: effectiveFrom.exactOptional(),
  prices: z
    .array(price)
    .min(1, { error: `must be 1 to ${pricesMax} prices` })
    .max(pricesMax, { error: `must be 1 to ${pricesMax} prices` })
    .refine((prices) => new Set(prices.map((each) => each.sku)).size === prices.length, {
      error: 'must not price a SKU twice',
    }),
});

/** In a query string every value is text: a number as JSON writes it. */
function fromText<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>, string> {
  const numeric = z.string().transform((text): unknown => (/^-?\d/.test(text) ? numberOf(text) : text));
  return numeric.pipe(schema as z.ZodType<z.output<T>, unknown>);
}

function numberOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const usageTakes = 'must be sku:quantity, several of them separated by commas';

export const accessQuery = z
  .strictObject({
    credits: fromText(credits)
      .exactOptional()
      .meta({
        description: 'Whether so many credits could be debited now.',
        override: { type: 'number', minimum: 0.000001 },
      }),
    category: category.exactOptional(),
    usage: z
      .string({ error: usageTakes })
      .transform((text, context) => {
        const parts = text.split(',').map((part) => ({
          sku: part.slice(0, part.lastIndexOf(':')),
          quantity: numberOf(part.slice(part.lastIndexOf(':') + 1)),
        }));
        const found = usage.safeParse(parts);
        if (found.success) return found.data;
        context.addIssue({ code: 'custom', message: usageTakes });
        return z.NEVER;
      })
      .exactOptional()
      .meta({
        description: 'Whether this usage could be debited now: `sku:quantity`, several separated by commas.',
        examples: ['ai.gpt-4o.input-token:374,ai.gpt-4o.output-token:44'],
        override: { type: 'string' },
      }),
  })
  .refine((query) => query.credits === undefined || query.usage === undefined, {
    error: 'must be credits or usage, not both',
    path: ['usage'],
  });

export const pageMax = 100;

const limit = fromText(wholeNumber(1, pageMax, 'Lines a page.'))
  .exactOptional()
  .meta({
    description: `Lines a page, 1 to ${pageMax}; ${pageMax} when left out.`,
    override: { type: 'integer', minimum: 1, maximum: pageMax },
  });
const cursor = z
  .string()
  .max(400)
  .exactOptional()
  .meta({ description: '`nextCursor` of the page before, with the same filters.' });

export const listQuery = z.strictObject({ limit, cursor });

export const ledgerQuery = z.strictObject({
  limit,
  cursor,
  order: z
    .enum(['asc', 'desc'], { error: 'must be asc or desc' })
    .exactOptional()
    .meta({ description: 'Oldest first, which is the default, or newest first.' }),
  type: z.enum(entryTypes, { error: `must be one of ${entryTypes.join(', ')}` }).exactOptional(),
  category: category.exactOptional(),
  from: instant('Entries at or after it.').exactOptional(),
  to: instant('Entries before it.').exactOptional(),
});

export const seqParam = fromText(wholeNumber(1, 999_999_999_999, 'Number of the entry.')).meta({
  description: 'Number of the entry in its ledger.',
  override: { type: 'integer', minimum: 1 },
});

export const nothing = z.strictObject({});

export type DebitBody = z.output<typeof debitBody>;
export type PlanBody = z.output<typeof planBody>;
export type RateCardBody = z.output<typeof rateCardBody>;
