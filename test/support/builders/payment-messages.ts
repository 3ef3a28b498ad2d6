/** Messages and deliveries of payments, as the queue and the webhook get them. */
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import Stripe from 'stripe';
import { startMs } from './fixtures.ts';
import { eventOf, paymentIntentOf, session } from './stripe-objects.ts';

export function delivered(body: string): SQSEvent {
  return { Records: [{ messageId: 'm', body } as SQSEvent['Records'][number]] };
}

/** Signed now, or so many seconds later. */
export function posted(body: string, by: string, laterSeconds = 0): APIGatewayProxyEventV2 {
  const timestamp = Math.floor(startMs / 1000) + laterSeconds;
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: by, timestamp });
  return { headers: { 'stripe-signature': signature }, body } as unknown as APIGatewayProxyEventV2;
}

export const paid = JSON.stringify(eventOf('checkout.session.completed', session()));
export const failed = JSON.stringify(
  eventOf('payment_intent.payment_failed', paymentIntentOf({ last_payment_error: { code: 'card_declined' } })),
);
/** The request of a crossing at entry 2. */
export const topUp = JSON.stringify({
  source: 'credits',
  'detail-type': 'TopUpRequested',
  detail: { metadata: { accountId: 'acme' }, data: { requestId: `acme/top-up/2-${startMs}` } },
});
