/**
 * Payments without their customer, at the small Stripe: intents that are confirmed, once, by the card that a customer left. An
 * idempotency key has one answer, refusals included, as docs.stripe.com/api/idempotent_requests says.
 */

/** A card that pays, at once or days later, or fails: as the numbers of docs.stripe.com/testing do off session. */
export type StripeCard = 'pays' | 'is-slow' | 'declines' | 'asks-for-its-holder';

interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly status: string;
  readonly amount: number;
  readonly amount_received: number;
  readonly currency: string | undefined;
  readonly customer: string | undefined;
  readonly last_payment_error: object | null;
  readonly latest_charge: null;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

interface Asked {
  readonly form: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | undefined;
}

/** Answers calls of payments; undefined for any other call. */
export function paymentsOf(
  cards: ReadonlyMap<string, StripeCard>,
): (method: string, path: string, asked: Asked) => Answer | undefined {
  const intents = new Map<string, Intent>();
  const answers = new Map<string, Answer>();

  function create({ form }: Asked): Answer {
    if (/^cus_(none|deleted)$/.test(form['customer'] ?? '')) return missing();
    const intent: Intent = {
      id: `pi_charge_${intents.size + 1}`,
      object: 'payment_intent',
      status: 'requires_payment_method',
      amount: Number(form['amount']),
      amount_received: 0,
      currency: form['currency'],
      customer: form['customer'],
      last_payment_error: null,
      latest_charge: null,
    };
    intents.set(intent.id, intent);
    return { status: 200, body: intent };
  }

  function confirm(intent: Intent): Answer {
    if (intent.status !== 'requires_payment_method')
      return refusal(400, { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' });
    const card = cards.get(intent.customer ?? '');
    if (card === 'pays' || card === 'is-slow') {
      const [status, received] = card === 'pays' ? ['succeeded', intent.amount] : ['processing', 0];
      const next = { ...intent, status: String(status), amount_received: Number(received) };
      intents.set(intent.id, next);
      return { status: 200, body: next };
    }
    const error =
      card === 'asks-for-its-holder'
        ? { type: 'card_error', code: 'authentication_required' }
        : { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' };
    intents.set(intent.id, { ...intent, last_payment_error: error });
    return refusal(402, error);
  }

  function answer(method: string, path: string, asked: Asked): Answer | undefined {
    if (method === 'POST' && path === '/v1/payment_intents') return create(asked);
    const [, id = '', isConfirmed] = /^\/v1\/payment_intents\/(pi_charge_\d+)(\/confirm)?$/.exec(path) ?? [];
    const intent = intents.get(id);
    if (intent !== undefined) return isConfirmed === undefined ? { status: 200, body: intent } : confirm(intent);
    const [, customer, isList] = /^\/v1\/customers\/(\w+)(\/payment_methods)?$/.exec(path) ?? [];
    if (customer === undefined) return undefined;
    if (customer === 'cus_none') return missing();
    if (isList === undefined) return { status: 200, body: customerOf(customer) };
    const data = cards.has(customer) ? [{ id: `pm_${customer}`, object: 'payment_method' }] : [];
    return { status: 200, body: { object: 'list', url: path, has_more: false, data } };
  }

  return (method, path, asked) => {
    const key = asked.idempotencyKey;
    const known = method === 'POST' && key !== undefined ? answers.get(key) : undefined;
    if (known !== undefined) return known;
    const answered = answer(method, path, asked);
    if (method === 'POST' && key !== undefined && answered !== undefined) answers.set(key, answered);
    return answered;
  };
}

function customerOf(id: string): object {
  if (id === 'cus_deleted') return { id, object: 'customer', deleted: true };
  const chosen = id === 'cus_chosen' ? `pm_chosen` : null;
  return { id, object: 'customer', invoice_settings: { default_payment_method: chosen } };
}

function missing(): Answer {
  return refusal(404, { type: 'invalid_request_error', code: 'resource_missing' });
}

function refusal(status: number, error: object): Answer {
  return { status, body: { error: { message: 'secret of the bank', ...error } } };
}
