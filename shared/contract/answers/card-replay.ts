/// <reference types="zod-openapi" />
/** Charges under a rate card that isn't published: what operators ask, and what they are answered. */
import * as z from 'zod/mini';
import { wholeNumber } from '../fields.ts';
import { fromText, oneOf } from '../schema-parts.ts';
import { type AnswerOf, nextCursor, text, whole } from './answer-parts.ts';
import { exact } from './exact.ts';

export const replayPageMax = 50;

export const cardReplayQuery = z.strictObject({
  cycle: z.exactOptional(
    oneOf(['last', 'present']).check(
      z.meta({
        description: 'The last whole cycle of each account, when left out; or the present one, as far as it has come.',
      }),
    ),
  ),
  limit: z.exactOptional(
    fromText(wholeNumber(1, replayPageMax, 'Accounts a page.')).check(
      z.meta({
        description: `Accounts looked at, 1 to ${replayPageMax}; ${replayPageMax} when left out.`,
        override: { type: 'integer', minimum: 1, maximum: replayPageMax },
      }),
    ),
  ),
  cursor: z.exactOptional(
    z
      .string()
      .check(
        z.maxLength(400),
        z.meta({ description: '`nextCursor` of the page before, with the same card and cycle.' }),
      ),
  ),
});

const number = z.int().check(z.minimum(0));
const sum = (description: string): z.ZodMiniNumber<number> => z.number().check(z.meta({ description }));

const account = z.strictObject({
  accountId: text,
  name: z.optional(text),
  cycle: whole.check(z.meta({ description: 'Index of the cycle.' })),
  entries: number.check(z.meta({ description: 'Charges and reversals.' })),
  before: sum('Credits that they charged, less what they gave back, exact to 6 decimals.'),
  after: sum('The same under the card.'),
  amounts: sum('The part of it that was charged by amount, without quantities: it stays.'),
  refused: z.strictObject({ charges: number, credits: sum('As they were charged.'), skus: z.array(text) }).check(
    z.meta({
      description: 'Charges that the card has no price for, or not with the others: they stay, and are counted.',
    }),
  ),
  partial: z.optional(
    z.literal(true).check(z.meta({ description: 'Parts of its ledger can’t be proved, and are left out.' })),
  ),
});

export const cardReplay = z
  .strictObject({
    version: text,
    accounts: z.array(account).check(
      z.meta({
        description:
          'By id. One whose cycle is longer than one request reads is on the next page too: its figures are to be added up.',
      }),
    ),
    passed: z.strictObject({ closed: number, firstCycle: number, otherCard: number }).check(
      z.meta({
        description:
          'Accounts left out: closed ones, those without a whole cycle yet, and those that the card of another plan, or of theirs, prices.',
      }),
    ),
    nextCursor,
  })
  .check(z.meta({ id: 'CardReplay' }));

/** The operation's result. */
interface Page {
  readonly accounts: readonly {
    readonly accountId: string;
    readonly name?: string;
    readonly cycle: number;
    readonly entries: number;
    readonly before: bigint;
    readonly after: bigint;
    readonly amounts: bigint;
    readonly refused: { readonly charges: number; readonly credits: bigint; readonly skus: readonly string[] };
    readonly isPartial: boolean;
  }[];
  readonly passed: Readonly<Record<'closed' | 'first-cycle' | 'other-card', number>>;
  readonly nextCursor?: string;
}

export function cardReplayJson(version: string, page: Page): AnswerOf<typeof cardReplay> {
  const { passed } = page;
  return {
    version,
    accounts: page.accounts.map(({ before, after, amounts, refused, isPartial, ...of }) => ({
      ...of,
      before: exact(before),
      after: exact(after),
      amounts: exact(amounts),
      refused: { ...refused, credits: exact(refused.credits) },
      partial: isPartial ? true : undefined,
    })),
    passed: { closed: passed.closed, firstCycle: passed['first-cycle'], otherCard: passed['other-card'] },
    nextCursor: page.nextCursor,
  };
}
