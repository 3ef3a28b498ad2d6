/** Lists what Stripe has of subscriptions, for those that were there before it was connected, and for what was never told. */
import type Stripe from 'stripe';
import type { CustomerFact } from '../../domain/account/subscription-fact.ts';
import { present } from '../../domain/present.ts';
import { minuteMs } from '../../domain/time.ts';
import type { EventsPage } from '../../ports/payment-provider.ts';
import { mayHidePeriod, paidPeriod, subscriptionFact } from './stripe-subscriptions.ts';

/** The most that Stripe lists in one answer. */
const pageMax = 100;
/** Lines of an invoice that are looked through for its period. */
const linesMax = 1_000;
/** Makes what is listed count as told a little earlier: an event that comes at the same time, by a clock that differs, has the last word. */
const earlierMs = minuteMs;

/** One customer's subscriptions, the newest hundred, and the newest hundred invoices that they paid. */
export async function subscriptionsOf(
  stripe: Stripe,
  customer: string,
  nowMs: number,
): Promise<readonly CustomerFact[]> {
  const subscriptions = await stripe.subscriptions.list({ customer, status: 'all', limit: pageMax });
  const invoices = await stripe.invoices.list({ customer, status: 'paid', limit: pageMax });
  return [
    ...subscriptions.data.map((each) => subscriptionFact(each, toldAtMs(nowMs))),
    ...(await Promise.all(invoices.data.map((each) => withLines(stripe, each)))).map(paidPeriod),
  ].filter((fact) => fact !== undefined);
}

/** An invoice whose own period isn't among the lines that came with it, with all of them. */
async function withLines(stripe: Stripe, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  if (invoice.id === undefined || !mayHidePeriod(invoice)) return invoice;
  const data = await stripe.invoices
    .listLineItems(invoice.id, { limit: pageMax })
    .autoPagingToArray({ limit: linesMax });
  return { ...invoice, lines: { ...invoice.lines, data: data.filter(isOfSubscription), has_more: false } };
}

/** Lines that may be a period's own: the others of a long invoice needn't be told on. */
function isOfSubscription({ parent }: Stripe.InvoiceLineItem): boolean {
  const details = parent?.subscription_item_details;
  return details != null && !details.proration;
}

/** A page of all subscriptions, as the events that would tell of them now, with their last invoices where those are paid. */
export async function listSubscriptions(stripe: Stripe, nowMs: number, from: string | undefined): Promise<EventsPage> {
  const page = await stripe.subscriptions.list({
    status: 'all',
    limit: pageMax,
    expand: ['data.latest_invoice'],
    ...present({ starting_after: from }),
  });
  const events: string[] = [];
  for (const { latest_invoice: invoice, ...subscription } of page.data) {
    events.push(eventText('customer.subscription.updated', subscription, nowMs));
    if (invoice === null || typeof invoice === 'string' || invoice.status !== 'paid') continue;
    events.push(eventText('invoice.paid', await withLines(stripe, invoice), nowMs));
  }
  return { events, ...present({ next: page.has_more ? page.data.at(-1)?.id : undefined }) };
}

function eventText(type: string, object: { id?: string; livemode: boolean }, nowMs: number): string {
  const created = toldAtMs(nowMs) / 1000;
  return JSON.stringify({
    id: `listed_${object.id}`,
    object: 'event',
    type,
    created,
    livemode: object.livemode,
    data: { object },
  });
}

function toldAtMs(nowMs: number): number {
  return Math.floor((nowMs - earlierMs) / 1000) * 1000;
}
