/// <reference types="zod-openapi" />
/** The fields that requests are made of. Each says what it takes in one sentence, which is also its error text. */
import * as z from 'zod/mini';
import { amountMaxMicrocredits, type Microcredits, microcredits } from '../domain/amount.ts';
import { type Quantity, quantityMax } from '../domain/catalogue/rate-card.ts';
import { isTimeZone } from '../domain/cycle.ts';
import { accountIdCharacters } from './account-id.ts';
import { readsAs } from './canonical-content.ts';
import { type DecimalInput, decimal, decimalPattern, numberOrText } from './decimal-text.ts';
import { parseInstant } from './instant-text.ts';

export const creditsMax = 999_999_999.999999;

/** An amount to take or give: R1. */
export const credits = amount({
  min: 0.000001,
  takes:
    'must be credits above 0, as a JSON number or as decimal text, with at most 6 decimals, at most 999999999.999999',
  description: 'Credits: above 0, at most 6 decimals, at most 999,999,999.999999.',
  pattern: decimalPattern({ wholeDigits: 9, isZeroTaken: false }),
});

/** An amount where zero means something: a plan without credits, a free price, a threshold. */
export const creditsOrNone = amount({
  min: 0,
  takes:
    'must be credits from 0, as a JSON number or as decimal text, with at most 6 decimals, at most 999999999.999999',
  description: 'Credits: from 0, at most 6 decimals, at most 999,999,999.999999.',
  pattern: decimalPattern({ wholeDigits: 9, isZeroTaken: true }),
});

const quantityTakes = 'must be a JSON number, or decimal text, from 0 to 1000000000000 with at most 6 decimals';

/** R3. Read by its source text, so that all 18 digits count. */
export const quantity = z
  .pipe(
    decimal(quantityTakes),
    z.transform((millionths: bigint, context): Quantity => {
      if (millionths <= quantityMax) return millionths;
      context.issues.push({ code: 'custom', message: quantityTakes, input: millionths });
      return z.NEVER;
    }),
  )
  .check(
    z.meta({
      description: 'How much was used, in the SKU’s unit: from 0 to 10¹², at most 6 decimals.',
      override: numberOrText({
        minimum: 0,
        maximum: 1_000_000_000_000,
        pattern: decimalPattern({ wholeDigits: 12, isZeroTaken: true }),
      }),
    }),
  );

/** A whole number between bounds. */
export function wholeNumber(min: number, max: number, description: string): z.ZodMiniNumber<number> {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .number({ error })
    .check(z.int({ error }), z.minimum(min, { error }), z.maximum(max, { error }), z.meta({ description }));
}

export const accountId = text({
  pattern: new RegExp(`^[A-Za-z0-9][${accountIdCharacters}]{0,127}$`),
  takes: 'must be 1 to 128 letters, digits and . _ : @ | + = - and begin with a letter or digit',
  description: 'The account, by the id its owner gave it.',
  example: 'acme',
});

export const planId = slug('The plan.', 'team');
export const limitId = slug('The spending limit, by the id its owner gave it.', 'ada');
export const usageId = slug('What is kept, by the id its owner gave it.', 'logs-eu');
export const grantId = slug('The grant, by the id that the account and the entry that granted it say.', 'adjustment-6');
export const promotionCode = slug(
  'The promotion’s code, as it is typed in: upper and lower case differ.',
  'WELCOME-2026',
);
export const apiKeyId = text({
  pattern: /^[0-9A-Za-z]{16}$/,
  takes: 'must be the keyId of an API key',
  description: 'The API key.',
  example: '4fTq0ZbXw9LmC2Ra',
});
export const endpointId = text({
  pattern: /^end_[0-9A-Za-z]{16}$/,
  takes: 'must be the endpointId of an endpoint',
  description: 'The endpoint.',
  example: 'end_7hQd2LsV9xPm4RbT',
});
export const deliveryId = text({
  pattern: /^msg_[0-9a-z]{9}_[0-9a-f]{24}$/,
  takes: 'must be the deliveryId of a delivery',
  description: 'The delivery, by the `webhook-id` that its receiver has.',
  example: 'msg_0mhq1x3k5_9f86d081884c7d659a2feaa0',
});
export const packId = slug('The add-on pack.', 'burst-1000');
export const rateCardVersion = slug('The name of a rate card version.', '2026-11-01');

export const sku = text({
  pattern: /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/,
  takes: 'must be 1 to 128 letters, digits and . _ : / @ + - and begin with a letter or digit',
  description: 'A priced thing of the rate card.',
  example: 'ai.gpt-4o.input-token',
});

export const idempotencyKey = text({
  pattern: /^[\x20-\x7e]{1,255}$/,
  takes: 'must be 1 to 255 printable ASCII characters',
  description: 'Makes the request safe to repeat: the same key with the same content gives the first answer, for ever.',
  example: '01JDBXQ4W8N2T6V0Y4B8D2F6H0',
});

/**
 * The key of a request of its own. Two headers of one name reach a function as one, joined by a comma, and nothing tells
 * them from one key that holds a comma: so a key in the header holds none. Keys in a batch's body may.
 */
export const keyHeader = text({
  pattern: /^[\x20-\x2b\x2d-\x7e]{1,255}$/,
  takes: 'must be 1 to 255 printable ASCII characters without a comma',
  description:
    'Makes the request safe to repeat: the same key with the same content gives the first answer, for ever. Sent once, without a comma.',
  example: '01JDBXQ4W8N2T6V0Y4B8D2F6H0',
});

export const holdId = text({
  pattern: /^hold_[0-9a-z]{9}_[A-Za-z0-9_-]{16}$/,
  takes: 'must be the holdId of a hold',
  description: 'The hold.',
  example: 'hold_0mws63o3c_4zAa8KRgf0wZ9tzd',
});

export const paymentId = text({
  pattern: /^[\x21-\x7e]{1,128}$/,
  takes: 'must be 1 to 128 printable ASCII characters without spaces',
  description: 'The payment’s own id. One payment buys once.',
  example: 'pi_3QLq8v2eZvKYlo2C',
});

export const refundId = text({
  pattern: /^[\x21-\x7e]{1,128}$/,
  takes: 'must be 1 to 128 printable ASCII characters without spaces',
  description: 'The refund’s own id: told twice, under whatever keys, it is one.',
  example: 're_3QLq8v2eZvKYlo2C0aWn',
});

export const disputeId = text({
  pattern: /^[\x21-\x7e]{1,128}$/,
  takes: 'must be 1 to 128 printable ASCII characters without spaces',
  description: 'The dispute’s own id: told twice, under whatever keys, it is one.',
  example: 'dp_1QLq8v2eZvKYlo2CaWn0fQ7h',
});

export const subscriptionId = text({
  pattern: /^[\x21-\x7e]{1,128}$/,
  takes: 'must be 1 to 128 printable ASCII characters without spaces',
  description: 'The subscription’s own id, with whoever collects it.',
  example: 'sub_1QLq8v2eZvKYlo2C',
});

/** The form that `[^\p{Cc}\p{Cs}]` comes to in the document: readers of JSON Schema differ in the classes that they know, and half a surrogate pair is no JSON to begin with. */
const withoutControls = '^[^\\u0000-\\u001F\\u007F-\\u009F]*$';

/** A line for people to read. */
export function shortText(description: string, example: string): z.ZodMiniString<string> {
  const error = 'must be 1 to 200 characters, none of them control characters';
  return z.string({ error }).check(
    z.regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u, { error }),
    z.meta({
      description,
      examples: [example],
      override: { minLength: 1, maxLength: 200, pattern: withoutControls },
    }),
  );
}

const dimensionsMax = 8;
const dimensionsError = {
  error: `must be up to ${dimensionsMax} members, each a name of 1 to 32 letters, digits and . _ - with a text of 1 to 128 characters, none of them control characters`,
};

export const dimensionName = z
  .string(dimensionsError)
  .check(z.regex(/^[A-Za-z][A-Za-z0-9._-]{0,31}$/, dimensionsError), z.meta({ examples: ['user'] }));
export const dimensionValue = z
  .string(dimensionsError)
  .check(
    z.regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u, dimensionsError),
    z.meta({ examples: ['ada'], override: { minLength: 1, maxLength: 128, pattern: withoutControls } }),
  );

/** Who and what used the credits. Kept on the entry, for breakdowns. A number kept as its source text is an object too, and none of these. */
export const dimensions = z
  .pipe(
    z.custom<Record<string, string>>((value) => !JSON.isRawJSON(value), dimensionsError),
    z.record(dimensionName, dimensionValue, dimensionsError),
  )
  .check(
    z.refine((value) => Object.keys(value).length <= dimensionsMax, dimensionsError),
    z.meta({
      description: `Who and what used the credits: user, team, model, workflow, resource... Up to ${dimensionsMax}.`,
      examples: [{ user: 'ada', workflow: 'chat' }],
      override: {
        type: 'object',
        maxProperties: dimensionsMax,
        propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9._-]{0,31}$' },
        additionalProperties: { type: 'string', minLength: 1, maxLength: 128, pattern: withoutControls },
      },
    }),
  );

const instantTakes = 'must be an instant as RFC 3339 writes it, from 2000 to 2199, as 2026-11-22T18:15:46.680Z';

/** Milliseconds since 1970. */
export function instant(description: string): z.ZodMiniType<number, string> {
  const written = readsAs(z.string({ error: instantTakes }), (text: string) => {
    const ms = parseInstant(text);
    return ms === undefined ? text : new Date(ms).toISOString();
  });
  return z
    .pipe(
      written,
      z.transform((value: string, context): number => {
        const ms = parseInstant(value);
        if (ms !== undefined) return ms;
        context.issues.push({ code: 'custom', message: instantTakes, input: value });
        return z.NEVER;
      }),
    )
    .check(z.meta({ description, override: { type: 'string', format: 'date-time' } }));
}

const timeZoneError = { error: 'must be an IANA time zone, as America/New_York' };

export const timeZone = z.string(timeZoneError).check(
  z.maxLength(64, timeZoneError),
  z.refine(isTimeZone, timeZoneError),
  z.meta({
    description: 'IANA zone in which cycle boundaries are reckoned. UTC when left out.',
    examples: ['America/New_York'],
    // The shape of a name: whether there is such a zone, only the zone database knows.
    override: { pattern: '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$' },
  }),
);

function slug(description: string, example: string): z.ZodMiniString<string> {
  const takes = 'must be 1 to 64 letters, digits and . _ - and begin with a letter or digit';
  return text({ pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, takes, description, example });
}

interface Text {
  readonly pattern: RegExp;
  readonly takes: string;
  readonly description: string;
  readonly example: string;
}

function text({ pattern, takes, description, example }: Text): z.ZodMiniString<string> {
  return z
    .string({ error: takes })
    .check(z.regex(pattern, { error: takes }), z.meta({ description, examples: [example] }));
}

interface Amount {
  readonly min: number;
  readonly takes: string;
  readonly description: string;
  /** Describes its text. */
  readonly pattern: string;
}

function amount({ min, takes, description, pattern }: Amount): z.ZodMiniType<Microcredits, DecimalInput> {
  return z
    .pipe(
      decimal(takes),
      z.transform((millionths: bigint, context): Microcredits => {
        const isTaken = millionths <= amountMaxMicrocredits && millionths >= (min > 0 ? 1n : 0n);
        if (isTaken) return microcredits(Number(millionths));
        context.issues.push({ code: 'custom', message: takes, input: millionths });
        return z.NEVER;
      }),
    )
    .check(z.meta({ description, override: numberOrText({ minimum: min, maximum: creditsMax, pattern }) }));
}
