/**
 * Events as Stripe sends them, with the members of its own examples (docs.stripe.com/api: the event, the checkout session, the refund and the
 * dispute object, API version 2025-06-30.basil), and ids, amounts and states as a test wants them.
 */
export interface StripeEventOf {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  readonly created: number;
  readonly livemode: boolean;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
}

let events = 0;

export function eventOf(type: string, object: Readonly<Record<string, unknown>>, over: object = {}): StripeEventOf {
  events += 1;
  return {
    id: `evt_${events}`,
    object: 'event',
    api_version: '2025-06-30.basil',
    created: 1_752_619_699,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    ...over,
  } as StripeEventOf;
}

export function session(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 'cs_test_1',
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: false,
    amount_subtotal: 1200,
    amount_total: 1200,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    client_reference_id: 'acme',
    created: 1_752_619_650,
    currency: 'usd',
    currency_conversion: null,
    customer: 'cus_1',
    customer_creation: 'always',
    customer_details: { address: null, email: 'jenny.rosen@example.com', name: 'Jenny Rosen', phone: null },
    expires_at: 1_752_706_050,
    invoice: null,
    livemode: false,
    metadata: {},
    mode: 'payment',
    payment_intent: 'pi_1',
    payment_method_types: ['card'],
    payment_status: 'paid',
    presentment_details: null,
    status: 'complete',
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    url: null,
    ...over,
  };
}

export function paymentIntentOf(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 'pi_1',
    object: 'payment_intent',
    amount: 1200,
    amount_received: 0,
    automatic_payment_methods: { allow_redirects: 'never', enabled: true },
    capture_method: 'automatic_async',
    currency: 'usd',
    customer: 'cus_1',
    description: 'burst-1000',
    last_payment_error: null,
    latest_charge: 'ch_1',
    livemode: false,
    metadata: {},
    next_action: null,
    payment_method: 'pm_1',
    setup_future_usage: null,
    status: 'requires_payment_method',
    ...over,
  };
}

export function refund(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 're_1',
    object: 'refund',
    amount: 300,
    balance_transaction: 'txn_1',
    charge: 'ch_1',
    created: 1_752_619_700,
    currency: 'usd',
    destination_details: { card: { reference_status: 'pending', type: 'refund' }, type: 'card' },
    metadata: {},
    payment_intent: 'pi_1',
    reason: null,
    receipt_number: null,
    status: 'succeeded',
    ...over,
  };
}

export function dispute(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 'du_1',
    object: 'dispute',
    amount: 1200,
    balance_transactions: [],
    charge: 'ch_1',
    created: 1_752_619_800,
    currency: 'usd',
    enhanced_eligibility_types: [],
    evidence_details: { due_by: 1_753_000_000, has_evidence: false, past_due: false, submission_count: 0 },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: 'pi_1',
    reason: 'fraudulent',
    status: 'needs_response',
    ...over,
  };
}
