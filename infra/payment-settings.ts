/** A payment provider that is connected to a stage. Its secrets are made by hand, in Secrets Manager, as plain text. */
export interface PaymentSettings {
  readonly provider: 'stripe';
  /** The project that takes payments: the default one when left out. No other does. */
  readonly project?: string;
  /** Which of Stripe's worlds: what comes from the other is refused. */
  readonly mode: 'test' | 'live';
  /** The secret with Stripe's key: a restricted key that may write checkout and portal sessions, and read events, payments and charges; to pay for top-ups, also write payments, and read customers and their means of payment. */
  readonly apiKeySecretArn: string;
  /** The secret with the webhook's signing secret; while it is rotated, the new one and the old one with a blank between. */
  readonly webhookSecretArn: string;
  /** The name of the partner event source, `aws.partner/stripe.com/…`, once it is associated with its bus. The webhook alone when left out. */
  readonly eventSource?: string;
  /**
   * Pays for automatic top-ups by what customers paid a checkout with, which checkouts then keep: say so where they agree to it.
   * When left out, whoever listens to `TopUpRequested` takes those payments.
   */
  readonly paysTopUps?: true;
  /** Where customers come back to who followed a refusal's link, unless it says: an http or https address. Links without one are refused when left out. */
  readonly returnUrl?: string;
}
