/** The settings of a stage that takes live payments by Stripe. */
import type { PaymentSettings } from '../../../infra/payment-settings.ts';

const secret = (name: string): string => `arn:aws:secretsmanager:eu-west-1:111111111111:secret:${name}-AbCdEf`;

export const livePayments = {
  provider: 'stripe',
  mode: 'live',
  apiKeySecretArn: secret('key'),
  webhookSecretArn: secret('webhook'),
} as const satisfies PaymentSettings;
