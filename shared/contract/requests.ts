/// <reference types="zod-openapi" />
/** What requests carry. Objects are strict: an unknown member is refused by name, never ignored. */
import * as z from 'zod/mini';
import { adjustmentDirections } from '../domain/adjustment.ts';
import { cadences } from '../domain/cycle.ts';
import { entryTypes } from '../domain/entry.ts';
import { overrunPolicies, packsMax, thresholdsMax } from '../domain/plan.ts';
import { categories, type Usage } from '../domain/rate-card.ts';
import {
  accountId,
  credits,
  creditsMax,
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

const category = oneOf(categories).check(z.meta({ description: 'What kind of consumption it is.' }));

const linesMax = 32;

export const usage = listOf(z.strictObject({ sku, quantity }), {
  max: linesMax,
  takes: `must be a list of 1 to ${linesMax} usages, each with sku and quantity`,
}).check(z.meta({ description: 'What was used; priced by the rate card in effect. All of one category.' }));

export const openAccountBody = z.strictObject({
  planId,
  cycleAnchor: z.exactOptional(
    instant('Fixes the cycle’s boundaries: anchor + n cycles. The instant of opening when left out.'),
  ),
  timeZone: z.exactOptional(timeZone),
});

const debitDetails = {
  dimensions: z.exactOptional(dimensions),
  occurredAt: z.exactOptional(
    instant('When the usage happened. Kept on the entry; the debit counts when it is charged.'),
  ),
};
const byCredits = z.strictObject({ credits, category, ...debitDetails });
const byUsage = z.strictObject({ usage, ...debitDetails });

export const debitBody = z.union([byCredits, byUsage]);

/** One of a batch. Each is validated and answered for itself, as if it had come alone. */
export const batchedDebit = z.union([
  z.extend(byCredits, { accountId, idempotencyKey }),
  z.extend(byUsage, { accountId, idempotencyKey }),
]);

const debitsMax = 500;

export const debitBatchBody = z.strictObject({
  debits: listOf(z.unknown(), { max: debitsMax, takes: `must be a list of 1 to ${debitsMax} debits` }).check(
    z.meta({ description: 'Debits of any accounts, each with its own key and its own answer.' }),
  ),
});

export const reversalBody = z.strictObject({
  reason: z.exactOptional(shortText('Why.', 'the model answered nothing')),
});

export const purchaseBody = z.strictObject({ packId, paymentId });

export const adjustmentBody = z.strictObject({
  credits,
  direction: z._default(
    oneOf(adjustmentDirections).check(
      z.meta({ description: '`add` grants credits until the cycle ends; `remove` takes credits, all or nothing.' }),
    ),
    'add',
  ),
  reason: shortText('Why, for the ledger.', 'goodwill after the outage'),
  actor: shortText('Who answers for it.', 'ada@example.com'),
});

export const quoteBody = z.union([
  z.strictObject({ usage, accountId: z.exactOptional(accountId) }),
  z.strictObject({ credits, category: z.exactOptional(category), accountId: z.exactOptional(accountId) }),
]);

const moneyError = { error: 'must be a JSON number from 0 with at most 6 decimals' };
const currencyError = { error: 'must be an ISO 4217 code' };
const money = {
  amount: z.number(moneyError).check(
    z.minimum(0, moneyError),
    z.maximum(1_000_000_000, moneyError),
    z.refine((value) => Math.round(value * 1e6) / 1e6 === value, moneyError),
    z.meta({ description: 'In the currency’s unit.' }),
  ),
  currency: z.string(currencyError).check(z.regex(/^[A-Z]{3}$/, currencyError), z.meta({ description: 'ISO 4217.' })),
};
const effectiveFrom = z.exactOptional(
  instant(
    'When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once.',
  ),
);

const yearSeconds = 366 * 86_400;
const pack = z.strictObject({
  packId,
  credits,
  price: z.exactOptional(z.strictObject(money)),
  expiresInSeconds: z.exactOptional(
    wholeNumber(60, yearSeconds, 'Ends so long after its purchase, if that is before the cycle’s end.'),
  ),
});

export const planBody = z.strictObject({
  name: z.exactOptional(shortText('For people.', 'Team')),
  credits: creditsOrNone,
  cycle: z._default(oneOf(cadences).check(z.meta({ description: 'How often credits renew.' })), 'month'),
  lowBalanceThresholds: z._default(
    z
      .array(credits)
      .check(
        z.maxLength(thresholdsMax, { error: `must be at most ${thresholdsMax} amounts` }),
        z.meta({ description: 'Available credits below which the account counts as low.' }),
      ),
    [],
  ),
  overrun: z.exactOptional(
    z.strictObject({ policy: oneOf(overrunPolicies), cap: creditsOrNone }).check(
      z.meta({
        description:
          'What becomes of use beyond the balance by work in progress, and how much there may be. Forgiven, and none, when left out.',
      }),
    ),
  ),
  packs: z._default(
    z.array(pack).check(
      z.maxLength(packsMax, { error: `must be at most ${packsMax} packs` }),
      z.refine((packs) => isDistinct(packs.map((each) => each.packId)), { error: 'must not name a pack twice' }),
      z.meta({ description: 'Add-ons that accounts of this plan may buy.' }),
    ),
    [],
  ),
  price: z.exactOptional(z.strictObject({ ...money, interval: oneOf(cadences) })),
  effectiveFrom,
});

const pricesMax = 20_000;
const price = z.strictObject({
  sku,
  category,
  credits: creditsOrNone,
  per: z._default(wholeNumber(1, 1_000_000_000_000, 'Units that `credits` buys.'), 1),
  unit: z.exactOptional(shortText('What one unit is.', 'token')),
});

export const rateCardBody = z.strictObject({
  effectiveFrom,
  prices: listOf(price, { max: pricesMax, takes: `must be 1 to ${pricesMax} prices` }).check(
    z.refine((prices) => isDistinct(prices.map((each) => each.sku)), { error: 'must not price a SKU twice' }),
  ),
});

const usageTakes = 'must be sku:quantity, several of them separated by commas';
const usageText = z
  .pipe(
    z.string({ error: usageTakes }),
    z.transform((text: string, context): readonly Usage[] => {
      const parts = text.split(',').map((part) => {
        const colon = part.lastIndexOf(':');
        return { sku: part.slice(0, colon), quantity: jsonOf(part.slice(colon + 1)) };
      });
      const found = usage.safeParse(parts);
      if (found.success) return found.data;
      context.issues.push({ code: 'custom', message: usageTakes, input: text });
      return z.NEVER;
    }),
  )
  .check(
    z.meta({
      description: 'Whether this usage could be debited now: `sku:quantity`, several separated by commas.',
      examples: ['ai.gpt-4o.input-token:374,ai.gpt-4o.output-token:44'],
      override: { type: 'string' },
    }),
  );

export const accessQuery = z
  .strictObject({
    credits: z.exactOptional(
      fromText(credits).check(
        z.meta({
          description: 'Whether so many credits could be debited now.',
          override: { type: 'number', minimum: 0.000001, maximum: creditsMax, multipleOf: 0.000001 },
        }),
      ),
    ),
    category: z.exactOptional(category),
    usage: z.exactOptional(usageText),
  })
  .check(
    z.refine((query) => query.credits === undefined || query.usage === undefined, {
      error: 'must be credits or usage, not both',
      path: ['usage'],
    }),
  );

export const pageMax = 100;

const limit = z.exactOptional(
  fromText(wholeNumber(1, pageMax, 'Lines a page.')).check(
    z.meta({
      description: `Lines a page, 1 to ${pageMax}; ${pageMax} when left out.`,
      override: { type: 'integer', minimum: 1, maximum: pageMax },
    }),
  ),
);
const cursor = z.exactOptional(
  z
    .string()
    .check(z.maxLength(400), z.meta({ description: '`nextCursor` of the page before, with the same filters.' })),
);

export const listQuery = z.strictObject({ limit, cursor });

export const ledgerQuery = z.strictObject({
  limit,
  cursor,
  order: z.exactOptional(
    oneOf(['asc', 'desc']).check(z.meta({ description: 'Oldest first, which is the default, or newest first.' })),
  ),
  type: z.exactOptional(oneOf(entryTypes)),
  category: z.exactOptional(category),
  from: z.exactOptional(instant('Entries at or after it.')),
  to: z.exactOptional(instant('Entries before it.')),
});

const seqMax = 999_999_999_999;

export const seqParam = fromText(wholeNumber(1, seqMax, 'Number of the entry.')).check(
  z.meta({
    description: 'Number of the entry in its ledger.',
    override: { type: 'integer', minimum: 1, maximum: seqMax },
  }),
);

export const nothing = z.strictObject({});

export type DebitBody = z.output<typeof debitBody>;
export type PlanBody = z.output<typeof planBody>;
export type RateCardBody = z.output<typeof rateCardBody>;

/** One of a closed list, whose error text names the list. */
export function oneOf<const Values extends readonly string[]>(
  values: Values,
): z.ZodMiniEnum<{ [V in Values[number]]: V }> {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

function listOf<T extends z.core.$ZodType>(
  element: T,
  { max, takes }: { readonly max: number; readonly takes: string },
): z.ZodMiniArray<T> {
  const error = { error: takes };
  return z.array(element, error).check(z.minLength(1, error), z.maxLength(max, error));
}

/** In a query string or path every value is text: a number as JSON writes it, which its own schema judges. */
function fromText<Output>(schema: z.ZodMiniType<Output, number>): z.ZodMiniType<Output, string> {
  const number = z.pipe(
    z.string(),
    z.transform((text: string) => jsonOf(text) as number),
  );
  return z.pipe(number, schema);
}

function jsonOf(text: string): unknown {
  if (!/^-?\d/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
