/** Takes Stripe's events. They prove themselves by their signature: no authorizer stands before this. */

import { receiveStripeEvent } from '../../shared/runtime/payments/stripe-webhook.ts';

export const handler = receiveStripeEvent;
