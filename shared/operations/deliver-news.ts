/**
 * Delivers news to endpoints. At least once, whatever fails:
 *
 * - News becomes a delivery for each endpoint that wants it before its message is done with: what comes twice has the same ids, and
 *   is one. A message whose deliveries aren't all kept comes again.
 * - A delivery is tried by whoever took it, for two minutes; if that process dies, it is due again, and the schedule finds it.
 * - An endpoint that is slow is left alone for a while: what is for it is put off, which is no try.
 * - What a receiver has taken is written down afterwards: a crash in between delivers it again, under the same id.
 */
import {
  afterDeliveryTry,
  type Delivery,
  ended,
  isDelivered,
  leased,
  newDelivery,
  putOff,
  type TryOutcome,
} from '../domain/delivery.ts';
import { afterTry, type Endpoint, wants } from '../domain/endpoint.ts';
import { signatures, signingSecrets } from '../domain/endpoint-secret.ts';
import { deliveryIdOf } from '../domain/news.ts';
import { bodyOf, mailOf } from '../domain/news-body.ts';
import type { EndpointPace, NewsMessage } from '../ports/news.ts';
import type { Services } from '../ports/services.ts';
import type { DeliveryName, StoredDelivery } from '../storage/deliveries.ts';

type Delivering = Pick<Services, 'store' | 'sender' | 'nowMs'> & { readonly pace: EndpointPace };

/** The tries of one message, and endpoints that they disabled. */
export interface DeliveredCounts {
  readonly delivered: number;
  readonly failed: number;
  /** Deliveries that nobody tries any more. */
  readonly givenUp: number;
  readonly disabled: number;
  /** Deliveries to endpoints that are left alone for now. */
  readonly putOff: number;
}

const none: DeliveredCounts = { delivered: 0, failed: 0, givenUp: 0, disabled: 0, putOff: 0 };
/** Deliveries of one message that are on their way at once. */
const atOnceMax = 25;
const goneStatus = 410;

/** Rejects if the message is to come again: not where a receiver fails. */
export async function deliverNews(services: Delivering, message: NewsMessage): Promise<DeliveredCounts> {
  const taken = 'due' in message ? await takeDue(services, message.due) : await takeNews(services, message);
  const all: DeliveredCounts[] = [];
  for (let start = 0; start < taken.length; start += atOnceMax)
    all.push(...(await Promise.all(taken.slice(start, start + atOnceMax).map((each) => tryOnce(services, each)))));
  return all.reduce(
    (sum, each) => ({
      delivered: sum.delivered + each.delivered,
      failed: sum.failed + each.failed,
      givenUp: sum.givenUp + each.givenUp,
      disabled: sum.disabled + each.disabled,
      putOff: sum.putOff + each.putOff,
    }),
    none,
  );
}

interface Taken {
  readonly endpoint: Endpoint;
  readonly stored: StoredDelivery;
}

async function takeNews(
  { store, nowMs }: Delivering,
  { news }: Extract<NewsMessage, { readonly news: unknown }>,
): Promise<readonly Taken[]> {
  const atMs = nowMs();
  const endpoints = (await store.endpoints.known(atMs)).filter((endpoint) => wants(endpoint, news));
  const deliveryId = deliveryIdOf(news);
  const kept = await Promise.all(
    endpoints.map(async (endpoint) => {
      const fresh = newDelivery(endpoint.endpointId, { deliveryId, news }, atMs);
      const isOff = endpoint.disabled !== undefined;
      const stored = await store.deliveries.create(isOff ? ended(fresh, 'skipped') : fresh, atMs);
      return stored === undefined || isOff ? [] : [{ endpoint, stored }];
    }),
  );
  return kept.flat();
}

async function takeDue({ store, nowMs }: Delivering, name: DeliveryName): Promise<readonly Taken[]> {
  const stored = await store.deliveries.read(name);
  const atMs = nowMs();
  // Somebody took it meanwhile, or it was delivered.
  if (stored?.delivery.dueAtMs === undefined || stored.delivery.dueAtMs > atMs) return [];
  const known = await store.endpoints.known(atMs);
  const endpoint =
    known.find(({ endpointId }) => endpointId === name.endpointId) ?? (await store.endpoints.read(name.endpointId));
  if (endpoint === undefined || endpoint.disabled !== undefined) {
    await store.deliveries.write(stored, ended(stored.delivery, 'failed'), atMs);
    return [];
  }
  const mine = await store.deliveries.write(stored, leased(stored.delivery, atMs), atMs);
  return mine === undefined ? [] : [{ endpoint, stored: mine }];
}

async function tryOnce(services: Delivering, { endpoint, stored }: Taken): Promise<DeliveredCounts> {
  const { store, nowMs } = services;
  const outcome = await services.pace.pass(endpoint.endpointId, nowMs, () => send(services, endpoint, stored.delivery));
  const atMs = nowMs();
  if (outcome === undefined) {
    await store.deliveries.write(stored, putOff(stored.delivery, atMs), atMs);
    return { ...none, putOff: 1 };
  }
  const after = afterDeliveryTry(stored.delivery, { atMs, outcome });
  // Where somebody else wrote it, or the answer is lost, it is tried again under the same id.
  await store.deliveries.write(stored, after, atMs);
  const disabled = await remember(services, endpoint, { outcome, tries: after.count });
  const isDone = isDelivered(outcome);
  return {
    ...none,
    delivered: isDone ? 1 : 0,
    failed: isDone ? 0 : 1,
    givenUp: after.state === 'failed' ? 1 : 0,
    disabled: disabled ? 1 : 0,
  };
}

/** Tells the endpoint how it fares, where that is news to it; true where that disabled it. */
async function remember(
  { store, nowMs }: Delivering,
  endpoint: Endpoint,
  { outcome, tries }: { readonly outcome: TryOutcome; readonly tries: number },
): Promise<boolean> {
  const isGone = 'status' in outcome && outcome.status === goneStatus;
  const told = { isDelivered: isDelivered(outcome), isGone, tries, nowMs: nowMs() };
  if (afterTry(endpoint, told) === endpoint) return false;
  let isDisabled = false;
  await store.endpoints.rewrite(endpoint.endpointId, (current) => {
    const after = afterTry(current, told);
    isDisabled = after.disabled !== undefined && current.disabled === undefined;
    return after;
  });
  return isDisabled;
}

function send({ sender, nowMs }: Delivering, endpoint: Endpoint, { deliveryId, news }: Delivery): Promise<TryOutcome> {
  const { form, url } = endpoint;
  if (form === 'email' || url === undefined) return sender.mail(mailOf(news));
  const atMs = nowMs();
  const { contentType, text: body } = bodyOf(form, news);
  const timestampSeconds = Math.floor(atMs / 1_000);
  const signed = { id: deliveryId, timestampSeconds, body };
  return sender.post({
    url,
    body,
    headers: {
      'content-type': contentType,
      'user-agent': 'Credits-Webhooks/1',
      'webhook-id': deliveryId,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': signatures(signed, signingSecrets(endpoint, atMs)),
    },
  });
}
