/// <reference types="zod-openapi" />
/** The shapes of answers, for the OpenAPI document and for the tests that hold every answer against them. */
import { z } from 'zod';
import { accountStates } from '../domain/account.ts';
import { cadences } from '../domain/cycle.ts';
import { entryTypes } from '../domain/entry.ts';
import { denialEffects, denialReasons } from '../domain/gate.ts';
import { grantSources } from '../domain/grant.ts';
import { overrunPolicies } from '../domain/plan.ts';
import { categories } from '../domain/rate-card.ts';
import { problemCodes } from './problems.ts';

const credits = z.number().min(0).meta({ description: 'Credits, exact to 6 decimals.' });
const instant = z.string().meta({ format: 'date-time', description: 'ISO 8601 in UTC with milliseconds.' });
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256, hexadecimal.' });
const seq = z.number().int().min(1).meta({ description: 'Number of the entry in its ledger, from 1 without gaps.' });
const category = z.enum(categories);

const balanceMembers = {
  available: credits.meta({ description: 'What can be spent now.' }),
  held: credits.meta({ description: 'Set aside for work in progress.' }),
  overrun: credits.meta({ description: 'What work in progress used beyond what was available, this cycle.' }),
};

export const balance = z.strictObject(balanceMembers).meta({ id: 'Balance' });

const grant = z
  .strictObject({
    grantId: z.string(),
    source: z.enum(grantSources),
    granted: credits,
    used: credits,
    held: credits,
    remaining: credits,
    expiresAt: instant,
  })
  .meta({ id: 'Grant', description: 'Credits with a source and an end. At `expiresAt` it is worth nothing.' });

export const account = z
  .strictObject({
    accountId: z.string(),
    planId: z.string(),
    state: z.enum(accountStates).meta({
      description:
        '`exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay.',
    }),
    exhaustedSince: instant.optional(),
    ...balanceMembers,
    seq,
    cycle: z.strictObject({ index: z.number().int(), start: instant, end: instant }),
    renewsAt: instant,
    cycleAnchor: instant,
    timeZone: z.string(),
    grants: z.array(grant),
  })
  .meta({ id: 'Account' });

const slice = z
  .strictObject({
    grantId: z.string(),
    source: z.enum(grantSources),
    credits,
    forfeited: z.literal(true).optional().meta({ description: 'The grant had ended: these credits are lost.' }),
  })
  .meta({ id: 'Slice', description: 'What one grant paid, or got back.' });

const line = z
  .strictObject({ sku: z.string(), quantity: z.number().min(0), credits })
  .meta({ id: 'PriceLine', description: 'A line’s share of the debit; the shares add up exactly.' });

const entryMembers = {
  accountId: z.string(),
  seq,
  type: z.enum(entryTypes),
  at: instant,
  credits,
  category: category.optional(),
  dimensions: z.record(z.string(), z.string()).optional(),
  occurredAt: instant.optional(),
  expiresAt: instant.optional(),
  packId: z.string().optional(),
  paymentId: z.string().optional(),
  reverses: seq.optional(),
  reason: z.string().optional(),
  actor: z.string().optional(),
};

export const receipt = z
  .strictObject({
    entry: z.strictObject({ ...entryMembers, hash }),
    slices: z.array(slice),
    lines: z.array(line).optional(),
    rateCard: z.string().optional(),
    balance,
  })
  .meta({ id: 'Receipt', description: 'The answer to a change, and to every repetition of it.' });

export const entry = z
  .strictObject({
    ...entryMembers,
    cycle: z.number().int(),
    slices: z.array(slice),
    lines: z.array(line).optional(),
    rateCard: z.string().optional(),
    cycleStart: instant.optional(),
    planId: z.string().optional(),
    cycleAnchor: instant.optional(),
    timeZone: z.string().optional(),
    before: credits,
    after: balance,
    caller: z.string(),
    idempotencyKey: z.string().optional(),
    fingerprint: z.string().optional(),
    previousHash: hash,
    hash,
  })
  .meta({
    id: 'Entry',
    description:
      'One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON (sorted members, no white space) of all its other members.',
  });

export const ledgerPage = z.strictObject({
  entries: z.array(entry),
  nextCursor: z.string().optional().meta({ description: 'Ask with it for the next page; absent on the last.' }),
});

export const accountPage = z.strictObject({
  accountIds: z.array(z.string()),
  nextCursor: z.string().optional().meta({ description: 'Ask with it for the next page; absent on the last.' }),
});

const restore = z
  .strictObject({ packs: z.array(z.strictObject({ packId: z.string(), credits })), renewsAt: instant })
  .meta({ id: 'Restore', description: 'Both ways back from zero.' });

const verdict = z
  .strictObject({
    allowed: z.boolean(),
    reason: z.enum(denialReasons).optional(),
    effect: z.enum(denialEffects).optional(),
    since: instant.optional(),
  })
  .meta({ id: 'Verdict' });

export const access = z
  .strictObject({
    ai: verdict,
    infrastructure: verdict,
    platform: verdict,
    read: z.strictObject({ allowed: z.literal(true) }),
    available: credits,
    restore: restore.optional(),
  })
  .meta({ id: 'Access' });

const money = z.strictObject({ amount: z.number().min(0), currency: z.string() });

export const quote = z
  .strictObject({
    credits,
    category: category.optional(),
    lines: z.array(line).optional(),
    rateCard: z.string().optional(),
    account: z
      .strictObject({
        available: credits,
        affordable: z.boolean(),
        shortfall: credits,
        earliest: instant
          .nullable()
          .meta({ description: 'Now, or the next renewal that covers it; null when none in sight does.' }),
        pack: z
          .strictObject({ packId: z.string(), count: z.number().int().min(1), credits, price: money.optional() })
          .nullable()
          .meta({ description: 'The cheapest way to buy what is missing.' }),
      })
      .optional(),
  })
  .meta({ id: 'Quote' });

const versionMembers = { version: z.string(), effectiveFrom: instant, publishedAt: instant };

export const plan = z
  .strictObject({
    planId: z.string(),
    ...versionMembers,
    name: z.string().optional(),
    credits,
    cycle: z.enum(cadences),
    lowBalanceThresholds: z.array(credits),
    overrun: z.strictObject({ policy: z.enum(overrunPolicies), cap: credits }),
    packs: z.array(
      z.strictObject({
        packId: z.string(),
        credits,
        price: money.optional(),
        expiresInSeconds: z.number().int().optional(),
      }),
    ),
    price: money.extend({ interval: z.enum(cadences) }).optional(),
  })
  .meta({ id: 'Plan' });

export const planPage = z.strictObject({ plans: z.array(plan) });

const price = z
  .strictObject({ sku: z.string(), category, credits, per: z.number().int().min(1), unit: z.string().optional() })
  .meta({ id: 'Price', description: 'So many credits per so many units.' });

export const rateCard = z.strictObject({ ...versionMembers, prices: z.array(price) }).meta({ id: 'RateCard' });
export const rateCardPage = z.strictObject({
  rateCards: z.array(z.strictObject(versionMembers)),
  inEffect: z.string().nullable(),
});

export const problem = z
  .looseObject({
    type: z.string().meta({ description: 'Stable; GET it for the meaning.' }),
    code: z.enum(problemCodes),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    retryable: z.boolean().meta({ description: 'Whether the very same request may succeed later.' }),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
    available: credits.optional(),
    required: credits.optional(),
    shortfall: credits.optional(),
    restore: restore.optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, with what the caller needs to act.' });

export const problemPage = z.strictObject({
  code: z.enum(problemCodes),
  status: z.number().int(),
  title: z.string(),
  meaning: z.string(),
  retryable: z.boolean(),
});

export const batch = z.strictObject({
  results: z.array(
    z.strictObject({
      status: z.number().int(),
      replayed: z.literal(true).optional().meta({ description: 'The answer was given before, under this key.' }),
      body: z.union([receipt, problem]),
    }),
  ),
});
