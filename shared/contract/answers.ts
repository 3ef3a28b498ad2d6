/// <reference types="zod-openapi" />
/** The shapes of answers, for the OpenAPI document and for the tests that hold every answer against them. */
import * as z from 'zod/mini';
import { accountStates } from '../domain/account.ts';
import { cadences } from '../domain/cycle.ts';
import { entryTypes } from '../domain/entry.ts';
import { denialEffects, denialReasons } from '../domain/gate.ts';
import { grantSources } from '../domain/grant.ts';
import { overrunPolicies } from '../domain/plan.ts';
import { categories } from '../domain/rate-card.ts';
import { problemCodes } from './problems.ts';

const text = z.string();
const whole = z.int();
const count = z.int().check(z.minimum(1));
const credits = amount('Credits, exact to 6 decimals.');
const instant = z
  .string()
  .check(z.meta({ description: 'ISO 8601 in UTC with milliseconds.', override: { format: 'date-time' } }));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/), z.meta({ description: 'SHA-256, hexadecimal.' }));
const seq = z
  .int()
  .check(z.minimum(1), z.meta({ description: 'Number of the entry in its ledger, from 1 without gaps.' }));
const category = z.enum(categories);

const balanceMembers = {
  available: amount('What can be spent now.'),
  held: amount('Set aside for work in progress.'),
  overrun: amount('What work in progress used beyond what was available, this cycle.'),
};

export const balance = z.strictObject(balanceMembers).check(z.meta({ id: 'Balance' }));

const grant = z
  .strictObject({
    grantId: text,
    source: z.enum(grantSources),
    granted: credits,
    used: credits,
    held: credits,
    remaining: credits,
    expiresAt: instant,
  })
  .check(z.meta({ id: 'Grant', description: 'Credits with a source and an end. At `expiresAt` it is worth nothing.' }));

export const account = z
  .strictObject({
    accountId: text,
    planId: text,
    state: z.enum(accountStates).check(
      z.meta({
        description:
          '`exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay.',
      }),
    ),
    exhaustedSince: z.optional(instant),
    ...balanceMembers,
    seq,
    cycle: z.strictObject({ index: whole, start: instant, end: instant }),
    renewsAt: instant,
    cycleAnchor: instant,
    timeZone: text,
    grants: z.array(grant),
  })
  .check(z.meta({ id: 'Account' }));

const slice = z
  .strictObject({
    grantId: text,
    source: z.enum(grantSources),
    credits,
    forfeited: z.optional(
      z.literal(true).check(z.meta({ description: 'The grant had ended: these credits are lost.' })),
    ),
  })
  .check(z.meta({ id: 'Slice', description: 'What one grant paid, or got back.' }));

const line = z
  .strictObject({ sku: text, quantity: z.number().check(z.minimum(0)), credits })
  .check(z.meta({ id: 'PriceLine', description: 'A line’s share of the debit; the shares add up exactly.' }));

const entryMembers = {
  accountId: text,
  seq,
  type: z.enum(entryTypes),
  at: instant,
  credits,
  category: z.optional(category),
  dimensions: z.optional(z.record(z.string(), z.string())),
  occurredAt: z.optional(instant),
  expiresAt: z.optional(instant),
  packId: z.optional(text),
  paymentId: z.optional(text),
  reverses: z.optional(seq),
  reason: z.optional(text),
  actor: z.optional(text),
};

export const receipt = z
  .strictObject({
    entry: z.strictObject({ ...entryMembers, hash }),
    slices: z.array(slice),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    balance,
  })
  .check(z.meta({ id: 'Receipt', description: 'The answer to a change, and to every repetition of it.' }));

export const entry = z
  .strictObject({
    ...entryMembers,
    cycle: whole,
    slices: z.array(slice),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    cycleStart: z.optional(instant),
    planId: z.optional(text),
    cycleAnchor: z.optional(instant),
    timeZone: z.optional(text),
    before: credits,
    after: balance,
    caller: text,
    idempotencyKey: z.optional(text),
    fingerprint: z.optional(text),
    previousHash: hash,
    hash,
  })
  .check(
    z.meta({
      id: 'Entry',
      description:
        'One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON (sorted members, no white space) of all its other members.',
    }),
  );

const nextCursor = z.optional(
  z.string().check(z.meta({ description: 'Ask with it for the next page; absent on the last.' })),
);

export const ledgerPage = z.strictObject({ entries: z.array(entry), nextCursor });
export const accountPage = z.strictObject({ accountIds: z.array(text), nextCursor });

const restore = z
  .strictObject({ packs: z.array(z.strictObject({ packId: text, credits })), renewsAt: instant })
  .check(z.meta({ id: 'Restore', description: 'Both ways back from zero.' }));

const verdict = z
  .strictObject({
    allowed: z.boolean(),
    reason: z.optional(z.enum(denialReasons)),
    effect: z.optional(z.enum(denialEffects)),
    since: z.optional(instant),
  })
  .check(z.meta({ id: 'Verdict' }));

export const access = z
  .strictObject({
    ai: verdict,
    infrastructure: verdict,
    platform: verdict,
    read: z.strictObject({ allowed: z.literal(true) }),
    available: credits,
    restore: z.optional(restore),
  })
  .check(z.meta({ id: 'Access' }));

const money = { amount: z.number().check(z.minimum(0)), currency: text };

export const quote = z
  .strictObject({
    credits,
    category: z.optional(category),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    account: z.optional(
      z.strictObject({
        available: credits,
        affordable: z.boolean(),
        shortfall: credits,
        earliest: z
          .nullable(instant)
          .check(z.meta({ description: 'Now, or the next renewal that covers it; null when none in sight does.' })),
        pack: z
          .nullable(z.strictObject({ packId: text, count, credits, price: z.optional(z.strictObject(money)) }))
          .check(z.meta({ description: 'The cheapest way to buy what is missing.' })),
      }),
    ),
  })
  .check(z.meta({ id: 'Quote' }));

const versionMembers = { version: text, effectiveFrom: instant, publishedAt: instant };

export const plan = z
  .strictObject({
    planId: text,
    ...versionMembers,
    name: z.optional(text),
    credits,
    cycle: z.enum(cadences),
    lowBalanceThresholds: z.array(credits),
    overrun: z.strictObject({ policy: z.enum(overrunPolicies), cap: credits }),
    packs: z.array(
      z.strictObject({
        packId: text,
        credits,
        price: z.optional(z.strictObject(money)),
        expiresInSeconds: z.optional(count),
      }),
    ),
    price: z.optional(z.strictObject({ ...money, interval: z.enum(cadences) })),
  })
  .check(z.meta({ id: 'Plan' }));

export const planPage = z.strictObject({ plans: z.array(plan) });

const price = z
  .strictObject({ sku: text, category, credits, per: count, unit: z.optional(text) })
  .check(z.meta({ id: 'Price', description: 'So many credits per so many units.' }));

export const rateCard = z.strictObject({ ...versionMembers, prices: z.array(price) }).check(z.meta({ id: 'RateCard' }));
export const rateCardPage = z.strictObject({
  rateCards: z.array(z.strictObject(versionMembers)),
  inEffect: z.nullable(text),
});

export const problem = z
  .looseObject({
    type: z.string().check(z.meta({ description: 'Stable; GET it for the meaning.' })),
    code: z.enum(problemCodes),
    title: text,
    status: whole,
    detail: text,
    retryable: z.boolean().check(z.meta({ description: 'Whether the very same request may succeed later.' })),
    errors: z.optional(z.array(z.strictObject({ field: text, message: text }))),
    available: z.optional(credits),
    required: z.optional(credits),
    shortfall: z.optional(credits),
    restore: z.optional(restore),
    sku: z.optional(text),
    planId: z.optional(text),
    packId: z.optional(text),
    reversedBy: z.optional(seq),
    boughtBy: z.optional(seq),
    requestId: z.optional(text),
  })
  .check(z.meta({ id: 'Problem', description: 'RFC 9457, with what the caller needs to act.' }));

export const problemPage = z.strictObject({
  code: z.enum(problemCodes),
  status: whole,
  title: text,
  meaning: text,
  retryable: z.boolean(),
});

export const batch = z.strictObject({
  results: z.array(
    z.strictObject({
      status: whole,
      replayed: z.optional(
        z.literal(true).check(z.meta({ description: 'The answer was given before, under this key.' })),
      ),
      body: z.union([receipt, problem]),
    }),
  ),
});

function amount(description: string): z.ZodMiniNumber<number> {
  return z.number().check(z.minimum(0), z.meta({ description }));
}
