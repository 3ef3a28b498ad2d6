/**
 * A small Stripe on loopback, for tests of the one file that calls Stripe: the few calls that are used, in Stripe's forms, with
 * outages and slow answers on demand. What it answers is of the forms that docs.stripe.com/api shows.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { paymentsOf, type StripeCard } from './small-stripe-payments.ts';

export interface SmallStripe {
  readonly url: URL;
  /** Requests so far: method, path, and form or query. */
  readonly asked: {
    readonly method: string;
    readonly path: string;
    readonly form: Record<string, string>;
    readonly key: string;
    readonly idempotencyKey: string | undefined;
  }[];
  /** Answers so many of the next requests with this status, in place of what was asked for. */
  fail(times: number, status: number): void;
  readonly events: object[];
  /** Subscriptions and their invoices, as they are listed, the newest last. */
  readonly subscriptions: Listed[];
  readonly invoices: Listed[];
  /** How customers' cards behave; one that isn't named has none. */
  readonly cards: Map<string, StripeCard>;
  stop(): Promise<void>;
}

type Listed = Readonly<Record<string, unknown>>;

export async function startSmallStripe(): Promise<SmallStripe> {
  const asked: SmallStripe['asked'] = [];
  const events: object[] = [];
  const cards: SmallStripe['cards'] = new Map();
  const lists = { events, subscriptions: [] as Listed[], invoices: [] as Listed[] };
  const answerPayment = paymentsOf(cards);
  let failing = { times: 0, status: 500 };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stripe');
    const form = Object.fromEntries([...url.searchParams, ...new URLSearchParams(await textOf(request))]);
    const idempotencyKey = request.headersDistinct['idempotency-key']?.join();
    const key = request.headers.authorization ?? '';
    asked.push({ method: request.method ?? '', path: url.pathname, form, key, idempotencyKey });
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 };
      const type = failing.status === 429 ? 'invalid_request_error' : 'api_error';
      send(failing.status, { error: { type, message: `secret ${request.headers.authorization}` } });
      return;
    }
    const paid = answerPayment(request.method ?? '', url.pathname, { form, idempotencyKey });
    if (paid !== undefined) {
      send(paid.status, paid.body);
      return;
    }
    const answered = answerOf(`${request.method} ${url.pathname}`, form, lists);
    send(answered === undefined ? 404 : 200, answered ?? { error: { type: 'invalid_request_error', message: 'none' } });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    asked,
    ...lists,
    cards,
    fail: (times, status) => {
      failing = { times, status };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answerOf(
  call: string,
  form: Record<string, string>,
  { events, subscriptions, invoices }: Pick<SmallStripe, 'events' | 'subscriptions' | 'invoices'>,
): object | undefined {
  switch (call) {
    case 'POST /v1/checkout/sessions':
      return {
        id: 'cs_test_1',
        object: 'checkout.session',
        url: 'https://checkout.stripe.com/c/pay/cs_test_1',
        expires_at: 1_752_706_050,
      };
    case 'POST /v1/billing_portal/sessions':
      return {
        id: 'bps_1',
        object: 'billing_portal.session',
        url: `https://billing.stripe.com/p/session/${form['customer']}`,
      };
    case 'GET /v1/payment_intents/pi_1':
      return {
        id: 'pi_1',
        object: 'payment_intent',
        latest_charge: {
          id: 'ch_1',
          object: 'charge',
          balance_transaction: { id: 'txn_1', object: 'balance_transaction', fee: 65, currency: 'usd' },
        },
      };
    case 'GET /v1/payment_intents/pi_2':
      return { id: 'pi_2', object: 'payment_intent', latest_charge: null };
    case 'GET /v1/events':
      return pageOf('/v1/events', events, form);
    case 'GET /v1/subscriptions': {
      const isAsked = ({ customer }: Listed) => form['customer'] === undefined || customer === form['customer'];
      return pageOf('/v1/subscriptions', subscriptions.filter(isAsked).toReversed(), form);
    }
    case 'GET /v1/invoices': {
      const isAsked = (each: Listed) => each['customer'] === form['customer'] && each['status'] === form['status'];
      return pageOf('/v1/invoices', invoices.filter(isAsked).toReversed(), form);
    }
    default: {
      const id = /^GET \/v1\/invoices\/(in_[^/]+)\/lines$/.exec(call)?.[1];
      const lines = invoices.find((each) => each['id'] === id)?.['allLines'];
      return Array.isArray(lines) ? pageOf(`/v1/invoices/${id}/lines`, lines, form) : undefined;
    }
  }
}

/** Two at a time, whatever is asked for. */
function pageOf(url: string, all: readonly object[], form: Record<string, string>): object {
  const ids = all.map((each) => ('id' in each ? each.id : undefined));
  const start = form['starting_after'] === undefined ? 0 : ids.indexOf(form['starting_after']) + 1;
  return { object: 'list', url, data: all.slice(start, start + 2), has_more: start + 2 < all.length };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
