/// <reference types="zod-openapi" />
/** An endpoint as operators see it: never its secret, but once, and of an address that is a secret itself only where it is. */
import * as z from 'zod/mini';
import { disabledReasons, type Endpoint } from '../../domain/endpoint.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { newsForms } from '../../domain/news-body.ts';
import { type AnswerOf, instant, text } from './answer-parts.ts';

export const endpoint = z
  .strictObject({
    endpointId: text,
    name: text,
    form: z.enum(newsForms),
    url: z.optional(
      text.check(
        z.meta({
          description:
            'Where to. Of the form `slack` the host alone: the rest is what lets anybody post there. Left out of the form `email`.',
        }),
      ),
    ),
    eventTypes: z.optional(
      z.array(text).check(z.meta({ description: 'The types that are delivered; all but entries when left out.' })),
    ),
    accountIds: z.optional(z.array(text)),
    accountPrefix: z.optional(text),
    state: z.enum(['enabled', 'failing', 'disabled']).check(
      z.meta({
        description:
          '`failing`: the last try of a delivery failed. After five days without a success it is `disabled`.',
      }),
    ),
    failingSince: z.optional(instant),
    disabledAt: z.optional(instant),
    disabledReason: z.optional(
      z.enum(disabledReasons).check(
        z.meta({
          description:
            '`by-hand`: somebody disabled it. `failing`: no delivery succeeded for five days. `gone`: its receiver answered 410.',
        }),
      ),
    ),
    createdAt: instant,
    secretMadeAt: instant,
    formerSecretsEndAt: z.optional(
      instant.check(z.meta({ description: 'Until then a secret from before the last rotation signs, too.' })),
    ),
  })
  .check(z.meta({ id: 'Endpoint' }));

export const endpointList = z.strictObject({ endpoints: z.array(endpoint) });

export const shownEndpoint = z.strictObject({
  secret: text.check(
    z.meta({
      description:
        'What the receiver verifies signatures with, by Standard Webhooks: `whsec_` and base64. It is told this once.',
    }),
  ),
  endpoint,
});

export const deletedEndpoint = z.strictObject({ endpointId: text });

export function endpointJson(of: Endpoint, nowMs: number): AnswerOf<typeof endpoint> {
  const { disabled, failingSinceMs, form } = of;
  const ends = of.formerSecrets.map(({ endsAtMs }) => endsAtMs).filter((endsAtMs) => endsAtMs > nowMs);
  return {
    endpointId: of.endpointId,
    name: of.name,
    form,
    url: of.url !== undefined && form === 'slack' ? `${new URL(of.url).origin}/…` : of.url,
    eventTypes: of.eventTypes && [...of.eventTypes],
    accountIds: of.accountIds && [...of.accountIds],
    accountPrefix: of.accountPrefix,
    state: disabled !== undefined ? 'disabled' : failingSinceMs !== undefined ? 'failing' : 'enabled',
    failingSince: maybe(failingSinceMs),
    disabledAt: maybe(disabled?.atMs),
    disabledReason: disabled?.reason,
    createdAt: instantText(of.createdAtMs),
    secretMadeAt: instantText(of.secret.madeAtMs),
    formerSecretsEndAt: maybe(ends.length === 0 ? undefined : Math.max(...ends)),
  };
}

export function endpointListJson(endpoints: readonly Endpoint[], nowMs: number): AnswerOf<typeof endpointList> {
  return { endpoints: endpoints.map((each) => endpointJson(each, nowMs)) };
}

export function shownEndpointJson(
  { endpoint: shown, secret }: { readonly endpoint: Endpoint; readonly secret: string },
  nowMs: number,
): AnswerOf<typeof shownEndpoint> {
  return { secret, endpoint: endpointJson(shown, nowMs) };
}

function maybe(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : instantText(ms);
}
