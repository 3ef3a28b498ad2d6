/// <reference types="zod-openapi" />
/** The bodies of requests. Objects are strict: an unknown member is refused by name, never ignored. */

import * as z from 'zod/mini';
import { exhaustionPolicies, holdLifeMaxMs } from '../../domain/account/hold.ts';
import { planChangeTimes, seatsMax } from '../../domain/catalogue/plan.ts';
import { categories } from '../../domain/catalogue/rate-card.ts';
import type { GivenOnWire } from '../../domain/ledger/members.ts';
import { decimalPattern, numberOrText } from '../decimal-text.ts';
import {
  accountId,
  credits,
  dimensions,
  idempotencyKey,
  instant,
  planId,
  quantity,
  shortText,
  sku,
  timeZone,
  wholeNumber,
} from '../fields.ts';
import { listOf, oneOf } from '../schema-parts.ts';

export const category = oneOf(categories).check(z.meta({ description: 'What kind of consumption it is.' }));

const linesMax = 32;

export const usageLine = z.strictObject({ sku, quantity });

export const usage = listOf(usageLine, {
  max: linesMax,
  takes: `must be a list of 1 to ${linesMax} usages, each with sku and quantity`,
}).check(z.meta({ description: 'What was used; priced by the rate card in effect. All of one category.' }));

/** Texts that people know an account by. */
const named = {
  name: z.exactOptional(shortText('The name that people know the account by.', 'Acme Corporation')),
  externalId: z.exactOptional(shortText('The id that its owner’s other systems have for it.', 'crm-4711')),
};

export const accountDetailsBody = z.strictObject({
  ...named,
  actor: z.exactOptional(shortText('Who answers for it.', 'ada@example.com')),
});

export const openAccountBody = z.strictObject({
  planId,
  seats: z.exactOptional(
    wholeNumber(
      1,
      seatsMax,
      'How many times it gets the credits of a plan that is sold by the seat. Once when left out.',
    ),
  ),
  cycleAnchor: z.exactOptional(
    instant('Fixes the cycle’s boundaries: anchor + n cycles. The instant of opening when left out.'),
  ),
  timeZone: z.exactOptional(timeZone),
  ...named,
});

const debitDetails = {
  dimensions: z.exactOptional(dimensions),
  occurredAt: z.exactOptional(
    instant(
      'When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays.',
    ),
  ),
} satisfies { readonly [Name in keyof GivenOnWire]: z.ZodMiniExactOptional<z.ZodMiniType<GivenOnWire[Name]>> };
const byCredits = z.strictObject({ credits, category, ...debitDetails });
const byUsage = z.strictObject({ usage, ...debitDetails });

export const debitBody = z.union([byCredits, byUsage]);

/** One of a batch. Each is validated and answered for itself, as if it had come alone. */
export const batchedDebit = z.union([
  z.extend(byCredits, { accountId, idempotencyKey }),
  z.extend(byUsage, { accountId, idempotencyKey }),
]);

const debitsMax = 500;

const debitsTake = { max: debitsMax, takes: `must be a list of 1 to ${debitsMax} debits` };
const debitsSay = z.meta({ description: 'Debits of any accounts, each with its own key and its own answer.' });

export const debitBatchBody = z.strictObject({ debits: listOf(z.unknown(), debitsTake).check(debitsSay) });

/** The same with debits that are as each must be. */
export const debitBatchShape = z.strictObject({ debits: listOf(batchedDebit, debitsTake).check(debitsSay) });

const aboveNone = numberOrText({
  minimum: 0.000001,
  maximum: 1_000_000_000_000,
  pattern: decimalPattern({ wholeDigits: 12, isZeroTaken: false }),
});
const quantityAboveNone = quantity.check(
  z.refine((value) => value > 0n, { error: 'must be above 0' }),
  z.meta({
    description: 'Above 0, up to 10¹², at most 6 decimals.',
    override: aboveNone,
  }),
);

/** The part to undo is named by credits or by usage, not by both; all that is left where it isn't named. */
export const reversalBody = z
  .strictObject({
    credits: z.exactOptional(credits),
    usage: z.exactOptional(
      listOf(z.strictObject({ sku, quantity: quantityAboveNone }), {
        max: linesMax,
        takes: `must be a list of 1 to ${linesMax} usages, each with sku and quantity`,
      }).check(
        z.meta({
          description:
            'Usage of the entry to give back: each line’s share of its credits. Of what is kept over time, a quantity for all of the time.',
        }),
      ),
    ),
    reissue: z.exactOptional(
      z.boolean({ error: 'must be true or false' }).check(
        z.meta({
          description:
            'Grants anew, as an adjustment until the cycle ends, what grants that have ended had paid. Otherwise that is forfeited.',
        }),
      ),
    ),
    reason: z.exactOptional(shortText('Why.', 'the model answered nothing')),
  })
  .check(
    z.refine((body) => body.credits === undefined || body.usage === undefined, {
      error: 'must not be given beside credits',
      path: ['usage'],
    }),
    z.meta({ override: { not: { required: ['credits', 'usage'] } } }),
  );

export const quarantineEndBody = z.strictObject({
  reason: shortText('Why nothing stands against it any more.', 'its item was restored from the backup'),
  actor: shortText('Who answers for it.', 'ada@example.com'),
});

export const reopeningBody = z.strictObject({
  reason: shortText('Why.', 'closed by mistake'),
  actor: shortText('Who answers for it.', 'ada@example.com'),
});

export const repairBody = z.strictObject({
  through: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'The last entry that stands, as it was proposed.'),
  reason: shortText('Why.', 'an item was altered by hand'),
  actor: shortText('Who answers for it.', 'ada@example.com'),
});

const quoteFor = {
  accountId: z.exactOptional(accountId),
  dimensions: z.exactOptional(dimensions),
  outlook: z.exactOptional(
    z.boolean().check(
      z.meta({
        description:
          'With an account: also what the job leaves for the use that is to be expected until the renewal. It reads eight weeks of usage, where a quote reads the account alone.',
      }),
    ),
  ),
};

export const quoteBody = z.union([
  z.strictObject({ usage, ...quoteFor }),
  z.strictObject({ credits, category: z.exactOptional(category), ...quoteFor }),
]);

export const planChangeBody = z.strictObject({
  planId,
  seats: z.exactOptional(
    wholeNumber(
      1,
      seatsMax,
      'Of a plan that is sold by the seat. Left out: as many as there are, and one on another plan that isn’t sold so.',
    ),
  ),
  when: z.exactOptional(
    oneOf(planChangeTimes).check(
      z.meta({
        description:
          '`now` for at least as many credits in the same cycle; anything else waits for the boundary. Left out: now where that is possible, else `next-cycle`.',
      }),
    ),
  ),
});

const reason = z.exactOptional(shortText('Why.', 'the customer asked for it'));

/** The body of a release: all that isn't in the path. */
export const reasonBody = z.strictObject({ reason });

const keptTakes = { error: 'must be above 0: DELETE ends it' };

export const standingUsageBody = z.strictObject({
  sku,
  quantity: quantity.check(
    z.refine((value) => value > 0n, keptTakes),
    z.meta({
      description: 'How much is kept: above 0, up to 10¹², at most 6 decimals.',
      override: aboveNone,
    }),
  ),
});

const holdSeconds = wholeNumber(
  1,
  holdLifeMaxMs / 1000,
  'How long the hold lives: 1 second to 24 hours, 10 minutes when left out.',
);
const authorizing = {
  expiresInSeconds: z._default(holdSeconds, 600),
  whenExhausted: z._default(
    oneOf(exhaustionPolicies).check(
      z.meta({
        description:
          'When the work needs more than there is: `complete` takes what is available and overruns up to the plan’s cap, `pause` is told to pause. `pause` when left out.',
      }),
    ),
    'pause',
  ),
  slice: z.exactOptional(credits),
  dimensions: z.exactOptional(dimensions),
};

export const authorizeBody = z.union([
  z.strictObject({ credits, category, ...authorizing }),
  z.strictObject({ usage, ...authorizing }),
]);

const leftMin = z.exactOptional(
  credits.check(
    z.meta({
      description:
        'Extend the hold as soon as less than this is left of it, so that the work never waits for funds. Without it, once nothing is left.',
    }),
  ),
);

/** The work's usage since it began. */
export const reportBody = z.union([z.strictObject({ credits, leftMin }), z.strictObject({ usage, leftMin })]);

const late = z._default(
  z.boolean({ error: 'must be true or false' }).check(
    z.meta({
      description:
        'If the hold has expired: charge what wasn’t charged then as a fresh debit, instead of a refusal. `false` when left out.',
    }),
  ),
  false,
);

export const captureBody = z.union([z.strictObject({ credits, late }), z.strictObject({ usage, late })]);

export type ChargeBody = z.output<typeof reportBody>;

export const nothing = z.strictObject({});

export type DebitBody = z.output<typeof debitBody>;
