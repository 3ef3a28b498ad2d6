/** Reads that a customer of Stripe's left another means of payment, or chose one. */
import * as z from 'zod/mini';
import type { CardFact } from '../../domain/account/payment-fact.ts';
import { reference } from './stripe-reference.ts';

const attached = z.object({ id: z.string(), customer: reference });
const customer = z.object({ id: z.string() });
/** Members that were different before: the choice for invoices, or the older default source. */
const changed = z.nullish(
  z.object({
    invoice_settings: z.nullish(z.object({ default_payment_method: z.optional(z.unknown()) })),
    default_source: z.optional(z.unknown()),
  }),
);

export function attachedCard(object: unknown, atMs: number): CardFact | undefined {
  const { customer: customerId } = attached.parse(object);
  return customerId === undefined ? undefined : { kind: 'card-changed', customerId, atMs };
}

/** A customer of whom something else changed tells nothing. */
export function chosenCard(object: unknown, atMs: number, previous: unknown): CardFact | undefined {
  const { id } = customer.parse(object);
  const { invoice_settings: settings, default_source: source } = changed.parse(previous) ?? {};
  const isChosen = source !== undefined || settings?.default_payment_method !== undefined;
  return isChosen ? { kind: 'card-changed', customerId: id, atMs } : undefined;
}
