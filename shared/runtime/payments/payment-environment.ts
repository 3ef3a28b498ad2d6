import { defaultProject } from '../../domain/project.ts';

/** The environment variables of the functions that take payments, apart from those that every function reads. The stacks set these and no others. */
export const paymentEnvironment = {
  FACT_QUEUE_URL: 'The queue of what a payment provider told.',
  PAYMENTS_PROJECT: 'The project that takes payments; the default one when left out.',
  STRIPE_MODE: '`live` or `test`: events of the other are refused. `test` when left out.',
  STRIPE_API_KEY: 'Stripe’s secret key, on a machine of one’s own. Never set when deployed.',
  STRIPE_API_KEY_ARN: 'The secret that holds Stripe’s secret key.',
  STRIPE_KEEPS_CARDS: '`true` where checkouts keep what they are paid with, to pay for automatic top-ups by.',
  CHECKOUT_RETURN_URL:
    'Where customers come back to who followed a refusal’s link to a checkout, where the link doesn’t say.',
  STRIPE_ENDPOINT: 'Another address than Stripe’s own, for tests. Never set when deployed.',
  STRIPE_WEBHOOK_SECRETS: 'The secrets that sign Stripe’s events, on a machine of one’s own. Never set when deployed.',
  STRIPE_WEBHOOK_SECRETS_ARN: 'The secret that holds them: the present one and, while it is rotated, the one before.',
} as const;

export type PaymentVariable = keyof typeof paymentEnvironment;

/** A variable's text; undefined where it isn't set. */
export function paymentSetting(name: PaymentVariable): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** The one project that takes payments: a provider is connected to no other. */
export function paymentsProject(): string {
  return paymentSetting('PAYMENTS_PROJECT') ?? defaultProject.name;
}

/** Tells whether live payments are taken, not those of a test. */
export function isLiveMode(): boolean {
  return paymentSetting('STRIPE_MODE') === 'live';
}
