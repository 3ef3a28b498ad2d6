/**
 * Tells whether a request is Stripe's own: its signature over the very bytes, by one of the secrets that are in force, and made
 * within five minutes of the clock, before or after. The `stripe` package knows no bound on signatures from the future.
 */
import Stripe from 'stripe';
import { type StripeEvent, stripeEvent } from './stripe-events.ts';

export interface SignedRequest {
  readonly body: Uint8Array;
  readonly signature: string | undefined;
}

/** How far a signature's time may be from the clock's. */
export const signatureAgeMaxSeconds = 300;
/** Secrets that are in force at once: the present one, and the one before it while it is rotated. */
export const secretsMax = 2;

/** The event and its text, or undefined: nobody is told what was wrong. */
export function verifiedEvent(
  { body, signature }: SignedRequest,
  { secrets, isLive, nowMs }: { readonly secrets: readonly string[]; readonly isLive: boolean; readonly nowMs: number },
): { readonly event: StripeEvent; readonly text: string } | undefined {
  if (signature === undefined || isFromFuture(signature, nowMs)) return undefined;
  for (const secret of secrets.slice(0, secretsMax)) {
    if (!isSignedBy(secret, { body, signature }, nowMs)) continue;
    const text = new TextDecoder().decode(body);
    const found = stripeEvent.safeParse(JSON.parse(text));
    return found.success && found.data.livemode === isLive ? { event: found.data, text } : undefined;
  }
  return undefined;
}

function isSignedBy(
  secret: string,
  { body, signature }: SignedRequest & { readonly signature: string },
  nowMs: number,
): boolean {
  try {
    Stripe.webhooks.constructEvent(body, signature, secret, signatureAgeMaxSeconds, undefined, nowMs);
    return true;
  } catch {
    return false;
  }
}

function isFromFuture(signature: string, nowMs: number): boolean {
  const [, seconds] = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature) ?? [];
  return seconds === undefined || Number(seconds) - nowMs / 1000 > signatureAgeMaxSeconds;
}
