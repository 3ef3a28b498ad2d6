/// <reference types="zod-openapi" />
/** The members that answers are made of. */
import * as z from 'zod/mini';
import { categories } from '../../domain/catalogue/rate-card.ts';

export const text = z.string();
export const whole = z.int();
export const count = z.int().check(z.minimum(1));
export const credits = amount('Credits, exact to 6 decimals.');
export const instant = z
  .string()
  .check(z.meta({ description: 'ISO 8601 in UTC with milliseconds.', override: { format: 'date-time' } }));
export const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/), z.meta({ description: 'SHA-256, hexadecimal.' }));
export const seq = z
  .int()
  .check(z.minimum(1), z.meta({ description: 'Number of the entry in its ledger, from 1 without gaps.' }));
export const category = z.enum(categories);

export const nextCursor = z.optional(
  z.string().check(z.meta({ description: 'Ask with it for the next page; absent on the last.' })),
);

/**
 * The result of a renderer: the answer as its schema takes it. A number may be its exact text instead, `JSON.rawJSON`, where it
 * may have more digits than a double keeps.
 */
export type AnswerOf<Schema extends z.ZodMiniType> = WireValue<z.input<Schema>>;

type WireValue<Value> = Value extends number
  ? Value | RawJson
  : Value extends readonly (infer Element)[]
    ? readonly WireValue<Element>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: WireValue<Value[Name]> }
      : Value;

export function amount(description: string): z.ZodMiniNumber<number> {
  return z.number().check(z.minimum(0), z.meta({ description }));
}
