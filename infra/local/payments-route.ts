/** Addresses of payments that only the local service has: the pages of its own provider, and the address that Stripe's events come to. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { handler as receiveStripe } from '../../functions/webhooks/stripe.ts';
import { toCredits } from '../../shared/domain/amount.ts';
import { paymentSetting } from '../../shared/runtime/payments/payment-environment.ts';
import { checkoutsPath, type LocalPayments, portalPath } from './payments.ts';

export const webhookPath = '/webhooks/stripe';

export interface PaymentsRequest {
  readonly path: string;
  readonly method: string;
  readonly body: Buffer;
  readonly signature?: string;
}

/** The answer to a request of these; undefined for any other. */
export async function answerPayments(
  payments: LocalPayments,
  { path, method, body, signature }: PaymentsRequest,
): Promise<APIGatewayProxyStructuredResultV2 | undefined> {
  if (path === webhookPath && method === 'POST' && paymentSetting('STRIPE_WEBHOOK_SECRETS') !== undefined)
    return receiveStripe(webhookEvent(body, signature));
  if (path === portalPath && method === 'GET') return page(200, '<p>Here a customer would see what they paid.</p>');
  if (!path.startsWith(`${checkoutsPath}/`)) return undefined;
  const checkoutId = path.slice(checkoutsPath.length + 1);
  if (method === 'POST') {
    const to = await payments.pay(checkoutId);
    return to === undefined ? gone() : { statusCode: 303, headers: { location: to, 'cache-control': 'no-store' } };
  }
  const checkout = payments.checkout(checkoutId);
  if (checkout === undefined) return gone();
  const { packId, credits, price, cancelUrl } = checkout;
  return page(
    200,
    `<p>${escaped(packId)}: ${toCredits(credits)} credits for ${price.millionths / 1_000_000} ${escaped(price.currency)}.
No money moves.</p><form method="post"><button>Pay</button></form><p><a href="${escaped(cancelUrl)}">Don’t pay</a></p>`,
  );
}

function gone(): APIGatewayProxyStructuredResultV2 {
  return page(404, '<p>There is no such checkout: they end with the process.</p>');
}

function page(statusCode: number, content: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
    body: `<!doctype html><html lang="en"><title>Payment</title><main><h1>Payment on this machine</h1>${content}</main></html>`,
  };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** The very bytes, as API Gateway hands them on. */
function webhookEvent(body: Buffer, signature: string | undefined): APIGatewayProxyEventV2 {
  const headers: Record<string, string> = signature === undefined ? {} : { 'stripe-signature': signature };
  return {
    version: '2.0',
    routeKey: `POST ${webhookPath}`,
    rawPath: webhookPath,
    rawQueryString: '',
    headers,
    requestContext: {} as APIGatewayProxyEventV2['requestContext'],
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
}
