/// <reference types="zod-openapi" />
/** Money in requests: list prices, and what was paid. */
import * as z from 'zod/mini';
import type { Paid } from '../../domain/catalogue/paid.ts';
import type { Money } from '../../domain/catalogue/plan.ts';
import { present } from '../../domain/present.ts';
import { decimal, decimalPattern, numberOrText } from '../decimal-text.ts';

const moneyTakes = 'must be a JSON number, or decimal text, from 0 to 1000000000 with at most 6 decimals';
const moneyMax = 1_000_000_000;
const currencyError = { error: 'must be an ISO 4217 code' };
export const moneyAmount = z
  .pipe(
    decimal(moneyTakes),
    z.transform((millionths: bigint, context): number => {
      const amount = Number(millionths) / 1_000_000;
      if (amount <= moneyMax) return amount;
      context.issues.push({ code: 'custom', message: moneyTakes, input: amount });
      return z.NEVER;
    }),
  )
  .check(
    z.meta({
      description: 'In the currency’s unit.',
      override: numberOrText({
        minimum: 0,
        maximum: moneyMax,
        pattern: decimalPattern({ wholeDigits: 9, isZeroTaken: true }),
      }),
    }),
  );
export const money = {
  amount: moneyAmount,
  currency: z.string(currencyError).check(z.regex(/^[A-Z]{3}$/, currencyError), z.meta({ description: 'ISO 4217.' })),
};

const fee = z
  .strictObject(money)
  .check(z.meta({ description: 'What whoever took the payment kept of it, in the currency of their settlement.' }));
export const paid = z
  .strictObject({ ...money, fee: z.exactOptional(fee) })
  .check(
    z.meta({ description: 'What was paid, taxes included: it is kept with the purchase, and changes no credits.' }),
  );

export function moneyOf({ amount, currency }: { readonly amount: number; readonly currency: string }): Money {
  return { millionths: Math.round(amount * 1_000_000), currency };
}

export function paidOf({ fee: kept, ...sum }: z.output<typeof paid>): Paid {
  return { ...moneyOf(sum), ...present({ fee: kept && moneyOf(kept) }) };
}
