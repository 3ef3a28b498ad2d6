/// <reference types="zod-openapi" />
/** The bodies about endpoints, and the query of their deliveries. */
import * as z from 'zod/mini';
import { keyAccountsMax } from '../../domain/api-key.ts';
import { deliveryStates } from '../../domain/delivery.ts';
import { endpointOverlapMaxMs } from '../../domain/endpoint-secret.ts';
import { entryNewsType } from '../../domain/news.ts';
import { newsForms } from '../../domain/news-body.ts';
import { present } from '../../domain/present.ts';
import { type EventType, eventTypes } from '../events/event-types.ts';
import { accountId, deliveryId, instant, shortText, wholeNumber } from '../fields.ts';
import { listOf, oneOf } from '../schema-parts.ts';
import { accountPrefix } from './api-keys.ts';
import { listQuery } from './queries.ts';

const types: readonly EventType[] = Object.values(eventTypes);
/** Every type that an endpoint may ask for. */
export const newsTypes: readonly string[] = [...types.map(({ name }) => name), entryNewsType];

const urlTakes = 'must be a URL of 1 to 2048 characters';

const content = {
  name: shortText('For people to tell endpoints by.', 'billing system, production'),
  form: z.exactOptional(
    oneOf(newsForms).check(
      z.meta({
        description:
          '`event` when left out: our own body. `cloudevent`: CloudEvents 1.0, structured. `slack`: for an incoming webhook of Slack. `email`: a message to the deployment’s topic for e-mail.',
      }),
    ),
  ),
  url: z.exactOptional(
    z.string({ error: urlTakes }).check(
      z.minLength(1, { error: urlTakes }),
      z.maxLength(2_048, { error: urlTakes }),
      z.meta({
        description:
          'Where to: `https`, port 443 or 8443, a name that is known outside and leads to public addresses. Left out of the form `email`, and, of a change, where it stays as it is.',
        examples: ['https://billing.acme.com/credits'],
      }),
    ),
  ),
  eventTypes: z.exactOptional(
    listOf(oneOf(newsTypes), {
      max: newsTypes.length,
      takes: `must be a list of 1 to ${newsTypes.length} of ${newsTypes.join(', ')}`,
    }).check(
      z.meta({
        description: `The types that are delivered. Left out: all of them, those of later versions too, but ${entryNewsType}, which is told of every entry of the ledger and is delivered where it is named.`,
        examples: [['CreditsExhausted', 'CreditsRestored']],
      }),
    ),
  ),
  accountIds: z.exactOptional(
    listOf(accountId, {
      max: keyAccountsMax,
      takes: `must be a list of 1 to ${keyAccountsMax} accounts`,
    }).check(
      z.meta({
        description:
          'The accounts whose news is delivered, besides those of `accountPrefix`. All of them where neither is given.',
      }),
    ),
  ),
  accountPrefix: z.exactOptional(accountPrefix),
};

export const endpointBody = z.strictObject(content);
export const endpointChangeBody = z.strictObject({
  ...content,
  isEnabled: z.exactOptional(
    z
      .boolean({ error: 'must be true or false' })
      .check(z.meta({ description: 'True when left out: what was disabled, by whatever, is enabled again.' })),
  ),
});

export function endpointContentOf({
  name,
  form = 'event',
  url,
  eventTypes: asked,
  accountIds,
  accountPrefix: prefix,
}: z.output<typeof endpointBody>) {
  const filter = present({ eventTypes: asked && [...new Set(asked)], accountIds, accountPrefix: prefix });
  return { name, form, ...present({ url }), ...filter };
}

const overlapMaxSeconds = endpointOverlapMaxMs / 1000;

export const secretRotationBody = z.strictObject({
  overlapSeconds: z.exactOptional(
    wholeNumber(
      0,
      overlapMaxSeconds,
      'For so long the secrets before sign beside the new one: a day when left out, a week at the most. 0 ends them now, as after a leak.',
    ),
  ),
});

export const deliveriesQuery = z.strictObject({
  ...listQuery.shape,
  state: z.exactOptional(
    oneOf(deliveryStates).check(
      z.meta({ description: 'Those in this state alone. A page may then have fewer than `limit`, and go on.' }),
    ),
  ),
  from: z.exactOptional(instant('Of what happened from then on.')),
  to: z.exactOptional(instant('Of what happened before then.')),
});

const resentIdsMax = 100;

export const resendBody = z
  .strictObject({
    deliveryIds: z.exactOptional(
      listOf(deliveryId, { max: resentIdsMax, takes: `must be a list of 1 to ${resentIdsMax} delivery ids` }).check(
        z.meta({ description: 'These, in whatever state they are. Not together with a span of time.' }),
      ),
    ),
    from: z.exactOptional(instant('Those of what happened from then on, together with `to`.')),
    to: z.exactOptional(instant('Those of what happened before then.')),
    all: z.exactOptional(
      z.boolean({ error: 'must be true or false' }).check(
        z.meta({
          description: 'Of the span, what was delivered or waits, too. What failed or was skipped when left out.',
        }),
      ),
    ),
    cursor: z.exactOptional(
      z
        .string({ error: 'must be the nextCursor of the request before' })
        .check(z.meta({ description: 'Goes on where the request before ended.' })),
    ),
  })
  .check(
    z.refine((body) => (body.deliveryIds === undefined) !== (body.from === undefined || body.to === undefined), {
      error: 'must have deliveryIds, or from and to',
      path: ['deliveryIds'],
    }),
    z.meta({ override: { minProperties: 1 } }),
  );

export function resentOf({ deliveryIds, from, to, all = false, cursor }: z.output<typeof resendBody>) {
  if (deliveryIds !== undefined) return { deliveryIds };
  return { fromMs: from ?? 0, toMs: to ?? 0, isAll: all, ...present({ cursor }) };
}
