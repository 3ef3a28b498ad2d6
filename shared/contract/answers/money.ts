/// <reference types="zod-openapi" />
/** A list price, and what was paid. */
import * as z from 'zod/mini';
import type { Money } from '../../domain/catalogue/plan.ts';
import { type AnswerOf, text } from './answer-parts.ts';

export const moneyMembers = { amount: z.number().check(z.minimum(0)), currency: text };
export const money = z.strictObject(moneyMembers);

export const paid = z.strictObject({ ...moneyMembers, fee: z.optional(money) }).check(
  z.meta({
    description:
      'What was paid for a purchase, taxes included, as whoever took the payment told it; `fee` is what they kept.',
  }),
);

export function moneyJson({ millionths, currency }: Money): AnswerOf<typeof money> {
  return { amount: millionths / 1_000_000, currency };
}
