/// <reference types="zod-openapi" />
/** The shapes of answers, for the OpenAPI document and for the tests that hold every answer against them. */
import * as z from 'zod/mini';
import { accountStates } from '../../domain/account/account.ts';
import { grantSources } from '../../domain/account/grant.ts';
import { exhaustionPolicies, holdDecisions, holdStates } from '../../domain/account/hold.ts';
import { entryTypes } from '../../domain/ledger/entry.ts';
import { line, restore } from './access-answers.ts';
import { amount, category, count, credits, hash, instant, seq, text, whole } from './answer-parts.ts';
import { problemCodes } from './problems.ts';

const balanceMembers = {
  available: amount('What can be spent now.'),
  held: amount('Set aside for work in progress.'),
  overrun: amount('What work in progress and standing usage took beyond what was available.'),
  debt: z.optional(
    amount(
      'Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none.',
    ),
  ),
};

export const balance = z.strictObject(balanceMembers).check(z.meta({ id: 'Balance' }));

const autoTopUp = z
  .strictObject({ packId: text, threshold: credits, maxPerCycle: count })
  .check(z.meta({ id: 'AutoTopUp', description: 'A pack is asked for when less than the threshold is available.' }));

const grant = z
  .strictObject({
    grantId: text,
    source: z.enum(grantSources),
    granted: credits,
    used: credits,
    held: credits,
    remaining: credits,
    lost: z.optional(credits.check(z.meta({ description: 'Of a grant that has ended, while holds pin some of it.' }))),
    expiresAt: instant,
  })
  .check(z.meta({ id: 'Grant', description: 'Credits with a source and an end. At `expiresAt` it is worth nothing.' }));

export const account = z
  .strictObject({
    accountId: text,
    planId: text,
    nextPlanId: z.optional(
      text.check(z.meta({ description: 'The plan of the next cycle, where a change waits for it.' })),
    ),
    state: z.enum(accountStates).check(
      z.meta({
        description:
          '`exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay.',
      }),
    ),
    exhaustedSince: z.optional(instant),
    closedAt: z.optional(instant),
    ...balanceMembers,
    seq,
    cycle: z.strictObject({ index: whole, start: instant, end: instant }),
    renewsAt: instant,
    cycleAnchor: instant,
    timeZone: text,
    grants: z.array(grant),
    autoTopUp: z.optional(autoTopUp),
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

const state = z.enum(holdStates);

export const hold = z
  .strictObject({
    holdId: text,
    state,
    category,
    credits: credits.check(z.meta({ description: 'Set aside, in all.' })),
    used: credits.check(z.meta({ description: 'Reported so far; once settled, what was charged.' })),
    overrun: z.optional(credits.check(z.meta({ description: 'What it may use beyond that, as overrun.' }))),
    slices: z.array(slice),
    slice: credits.check(z.meta({ description: 'What an extension sets aside beyond what is used.' })),
    whenExhausted: z.enum(exhaustionPolicies),
    dimensions: z.optional(z.record(z.string(), z.string())),
    limitIds: z.optional(z.array(text)),
    expiresAt: instant,
  })
  .check(z.meta({ id: 'Hold', description: 'Credits set aside for work in progress.' }));

const standingMembers = { usageId: text, sku: text, quantity: z.number().check(z.minimum(0)) };

const kept = z
  .strictObject({ ...standingMembers, from: instant, until: instant, rateCard: text, credits })
  .check(z.meta({ id: 'Kept', description: 'What was kept at one price from one instant to another.' }));

const limitScope = {
  limitId: text,
  category: z.optional(category),
  dimension: z.optional(z.strictObject({ name: text, value: text })),
};

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
  planId: z.optional(text),
  effectiveAt: z.optional(instant.check(z.meta({ description: 'Of a plan change that waits for the boundary.' }))),
  reverses: z.optional(seq),
  uncovered: z.optional(credits.check(z.meta({ description: 'The part that no grant paid: overrun, or debt.' }))),
  repaidDebt: z.optional(credits.check(z.meta({ description: 'The part of a grant that repaid debt.' }))),
  repaidOverrun: z.optional(credits.check(z.meta({ description: 'The part of a grant that repaid overrun.' }))),
  uncoveredBefore: z.optional(credits.check(z.meta({ description: 'Overrun of its hold that was counted before.' }))),
  returned: z.optional(z.array(slice).check(z.meta({ description: 'What was set aside and is given back.' }))),
  decision: z.optional(z.enum(holdDecisions)),
  late: z.optional(z.literal(true).check(z.meta({ description: 'Charged after its hold had expired.' }))),
  limit: z.optional(
    z
      .strictObject({ ...limitScope, credits: z.optional(credits) })
      .check(z.meta({ description: 'A spending limit from now on; without credits it is gone.' })),
  ),
  kept: z.optional(z.array(kept)),
  standing: z.optional(
    z.strictObject(standingMembers).check(z.meta({ description: 'What is kept from now on; zero ends it.' })),
  ),
  autoTopUp: z.optional(autoTopUp),
  reason: z.optional(text),
  actor: z.optional(text),
};

const receiptMembers = {
  entry: z.strictObject({ ...entryMembers, hash }),
  slices: z.array(slice),
  lines: z.optional(z.array(line)),
  rateCard: z.optional(text),
  balance,
};

export const receipt = z
  .strictObject(receiptMembers)
  .check(z.meta({ id: 'Receipt', description: 'The answer to a change, and to every repetition of it.' }));

export const holdReceipt = z
  .strictObject({ ...receiptMembers, hold })
  .check(
    z.meta({ id: 'HoldReceipt', description: 'The receipt of a change of a hold, and the hold as it leaves it.' }),
  );

export const holdReport = z.strictObject({
  decision: z
    .enum(holdDecisions)
    .check(z.meta({ description: 'Whether the work may go on. After `pause`, report again once there are credits.' })),
  hold,
});

export const limits = z.strictObject({
  limits: z.array(z.strictObject({ ...limitScope, credits, used: credits, held: credits })),
});

export const entry = z
  .strictObject({
    ...entryMembers,
    cycle: whole,
    slices: z.array(slice),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    hold: z.optional(hold),
    cycleStart: z.optional(instant),
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

export const standingUsages = z.strictObject({
  standingUsages: z.array(
    z.strictObject({
      ...standingMembers,
      rateCard: text.check(z.meta({ description: 'The one it was last charged by.' })),
      creditsPerDay: credits,
    }),
  ),
  accruedAt: instant.check(z.meta({ description: 'Up to when it is charged.' })),
  accruing: credits.check(z.meta({ description: 'What was kept since then will cost, if it were charged now.' })),
});

export const ledgerPage = z.strictObject({ entries: z.array(entry), nextCursor });
export const holdPage = z.strictObject({ holds: z.array(hold), nextCursor });
export const accountPage = z.strictObject({ accountIds: z.array(text), nextCursor });

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
    renewsAt: z.optional(instant),
    state: z.optional(z.enum(holdStates)),
    limitId: z.optional(text),
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
