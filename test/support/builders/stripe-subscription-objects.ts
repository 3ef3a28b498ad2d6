/**
 * Subscriptions and invoices as Stripe sends them, in both forms: since API version 2025-03-31.basil (docs.stripe.com/changelog/basil) periods are
 * on the items, and what an invoice or a line belongs to is under `parent`; before that they were members of their own.
 */
export type StripeForm = 'basil' | 'before';

export interface SubscriptionState {
  readonly id: string;
  readonly customer: string;
  readonly status: string;
  readonly created: number;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly trialEnd?: number;
  readonly cancelAtPeriodEnd?: boolean;
  readonly endedAt?: number;
}

export function subscriptionOf(state: SubscriptionState, form: StripeForm): Readonly<Record<string, unknown>> {
  const period = { current_period_start: state.periodStart, current_period_end: state.periodEnd };
  return {
    id: state.id,
    object: 'subscription',
    billing_cycle_anchor: state.created,
    cancel_at_period_end: state.cancelAtPeriodEnd ?? false,
    canceled_at: state.endedAt ?? null,
    created: state.created,
    customer: state.customer,
    ended_at: state.endedAt ?? null,
    items: {
      object: 'list',
      has_more: false,
      data: [{ id: `si_${state.id}`, object: 'subscription_item', quantity: 1, ...(form === 'basil' ? period : {}) }],
    },
    latest_invoice: `in_${state.id}`,
    livemode: false,
    // Never read: whose it is says the link alone.
    metadata: { accountId: 'globex' },
    pause_collection: null,
    status: state.status,
    trial_end: state.trialEnd ?? null,
    ...(form === 'before' ? period : {}),
  };
}

export interface InvoiceLine {
  readonly start: number;
  readonly end: number;
  readonly cents: number;
  readonly isProration?: boolean;
}

export interface InvoiceState {
  readonly id: string;
  readonly subscription: string;
  readonly customer: string;
  readonly created: number;
  readonly status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
  readonly lines: readonly InvoiceLine[];
}

export function invoiceOf(state: InvoiceState, form: StripeForm): Readonly<Record<string, unknown>> {
  const { id, subscription, customer, created, status, lines } = state;
  const cents = lines.reduce((sum, line) => sum + line.cents, 0);
  const parent = {
    type: 'subscription_details',
    quote_details: null,
    subscription_details: { metadata: {}, subscription },
  };
  return {
    id,
    object: 'invoice',
    amount_due: Math.max(0, cents),
    amount_paid: status === 'paid' ? Math.max(0, cents) : 0,
    billing_reason: 'subscription_cycle',
    created,
    currency: 'usd',
    customer,
    lines: {
      object: 'list',
      has_more: false,
      data: lines.map((line, index) => lineOf(line, { id: `il_${id}_${index}`, subscription, form })),
    },
    livemode: false,
    metadata: {},
    // Of the period before: never what was paid for.
    period_end: created,
    period_start: created,
    status,
    ...(form === 'basil' ? { parent } : { subscription, paid: status === 'paid' }),
  };
}

function lineOf(
  { start, end, cents, isProration = false }: InvoiceLine,
  { id, subscription, form }: { readonly id: string; readonly subscription: string; readonly form: StripeForm },
): object {
  const line = { id, object: 'line_item', amount: cents, currency: 'usd', period: { start, end }, quantity: 1 };
  if (form === 'before')
    return { ...line, type: isProration ? 'invoiceitem' : 'subscription', proration: isProration, subscription };
  const details = { proration: isProration, subscription, subscription_item: `si_${subscription}` };
  return {
    ...line,
    parent: { type: 'subscription_item_details', invoice_item_details: null, subscription_item_details: details },
  };
}
