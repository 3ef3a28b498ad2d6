/// <reference types="zod-openapi" />
/** Pages of the payment provider. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { Offer } from '../../domain/catalogue/checkout.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, count, credits, instant, text } from './answer-parts.ts';
import { money, moneyJson } from './money.ts';

const url = text.check(z.meta({ description: 'Send the customer there.' }));

export const checkout = z
  .strictObject({
    checkoutId: text,
    url,
    expiresAt: instant,
    packId: text,
    count: z.optional(count),
    credits,
    price: money,
  })
  .check(z.meta({ id: 'Checkout' }));
export const portal = z.strictObject({ url }).check(z.meta({ id: 'CustomerPortal' }));

export const linkedCustomer = z
  .strictObject({ accountId: text, customerId: text })
  .check(z.meta({ id: 'LinkedCustomer', description: 'An account, and the customer that it is.' }));

export function checkoutJson({
  checkoutId,
  url: at,
  expiresAtMs,
  packId,
  count: many,
  credits: amount,
  price,
}: Offer & { readonly checkoutId: string; readonly url: string; readonly expiresAtMs: number }): AnswerOf<
  typeof checkout
> {
  return {
    checkoutId,
    url: at,
    expiresAt: instantText(expiresAtMs),
    packId,
    count: many,
    credits: toCredits(amount),
    price: moneyJson(price),
  };
}
