/**
 * The secrets that sign webhooks, by Standard Webhooks 1.0. They are kept as they are, since whoever signs needs them: encrypted with the
 * table, told once when they are made, and in no answer after that.
 */
import { createHmac } from 'node:crypto';
import type { RandomBytes } from './key-text.ts';
import { dayMs } from './time.ts';

export interface EndpointSecret {
  /** The secret as its receiver has it: `whsec_` and 32 bytes in base64. */
  readonly text: string;
  readonly madeAtMs: number;
}

export interface FormerEndpointSecret extends EndpointSecret {
  /** From this instant on nothing is signed with it. */
  readonly endsAtMs: number;
}

/** The secrets of an endpoint. */
export interface EndpointSecrets {
  readonly secret: EndpointSecret;
  /** Those before it that sign still, the newest first. */
  readonly formerSecrets: readonly FormerEndpointSecret[];
}

export const secretPrefix = 'whsec_';
const secretBytes = 32;
/** A secret that was rotated signs so long at the most. */
export const endpointOverlapMaxMs = 7 * dayMs;
/** So many sign beside the newest: a rotation whose answer was lost is asked for again. */
export const formerEndpointSecretsMax = 4;

export function newSecretText(random: RandomBytes): string {
  return secretPrefix + Buffer.from(random(secretBytes)).toString('base64');
}

/** The secrets with another one. Those before it sign for `overlapMs` more at the most. */
export function withNewSecret(
  { secret, formerSecrets }: EndpointSecrets,
  { text, overlapMs, nowMs }: { readonly text: string; readonly overlapMs: number; readonly nowMs: number },
): EndpointSecrets {
  const endsAtMs = nowMs + overlapMs;
  const kept = [{ ...secret, endsAtMs }, ...formerSecrets]
    .map((each) => ({ ...each, endsAtMs: Math.min(each.endsAtMs, endsAtMs) }))
    .filter((each) => each.endsAtMs > nowMs)
    .slice(0, formerEndpointSecretsMax);
  return { secret: { text, madeAtMs: nowMs }, formerSecrets: kept };
}

/** The texts that sign at an instant, the newest first. */
export function signingSecrets({ secret, formerSecrets }: EndpointSecrets, nowMs: number): readonly string[] {
  return [secret, ...formerSecrets.filter(({ endsAtMs }) => endsAtMs > nowMs)].map(({ text }) => text);
}

/** Something to sign: the id, whole seconds since 1970, and the body, byte for byte as it is sent. */
export interface Signed {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

/** The header `webhook-signature`: a signature by each secret, with blanks between. */
export function signatures({ id, timestampSeconds, body }: Signed, secrets: readonly string[]): string {
  return secrets
    .map((text) => {
      const key = Buffer.from(text.slice(secretPrefix.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
