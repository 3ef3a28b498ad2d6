/** Receivers of news in virtual time, and what must be true of all that they got. */
import { EventEmitter } from 'node:events';
import type { ClientRequest } from 'node:http';
import type { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { News } from '../../../shared/domain/news.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import type { createHttpsSender } from '../../../shared/runtime/news/https-sender.ts';

export const newsStartMs = Date.parse('2026-11-01T00:00:00.000Z');

/** A request as its receiver has it. */
export interface Received {
  readonly host: string;
  readonly address: string;
  readonly id: string;
  readonly body: string;
  readonly isTaken: boolean;
}

export interface NewsRun {
  readonly news: readonly News[];
  readonly received: readonly Received[];
  /** Deliveries that are neither delivered nor skipped in the end. */
  readonly undelivered: number;
  readonly faults: { crashes: number; doubled: number; lost: number; refusals: number };
}

interface Receivers {
  readonly received: Received[];
  readonly random: () => number;
  readonly nowMs: () => number;
}

/** Names of which one in ten answers leads inside, and connections that go where the sender's own lookup says. */
export function receivers({ received, random, nowMs }: Receivers): Parameters<typeof createHttpsSender>[0] {
  const inside = ['10.0.0.8', '127.0.0.1', '169.254.169.254', '::ffff:10.0.0.8'];
  const resolve = async () => {
    const address = random() < 0.1 ? (inside[Math.floor(random() * inside.length)] ?? '') : '93.184.215.14';
    return [{ address, family: address.includes(':') ? 6 : 4 }];
  };
  const connect = ((url: URL, settings: { lookup: LookupFunction; headers: Record<string, string> }) => {
    const made = new EventEmitter() as ClientRequest;
    made.end = ((body: string) => {
      settings.lookup(url.hostname, { all: true }, (error, addresses) => {
        if (error !== null) return void made.emit('error', error);
        const host = url.hostname.split('.')[0] ?? '';
        const address = Array.isArray(addresses) ? (addresses[0]?.address ?? '') : addresses;
        const hours = (nowMs() - newsStartMs) / hourMs;
        const isUp = host === 'down' ? hours > 30 : host !== 'flaky' || hours > 40 || random() < 0.4;
        received.push({ host, address, id: settings.headers['webhook-id'] ?? '', body, isTaken: isUp });
        // Down in each of the ways: an error, an answer of 5xx, and an answer that gets lost.
        if (!isUp && random() < 0.5) return void made.emit('error', new Error('reset'));
        return void made.emit('response', { statusCode: isUp ? 204 : 503, destroy: () => {} });
      });
      return made;
    }) as ClientRequest['end'];
    return made;
  }) as typeof httpsRequest;
  return { resolve, connect };
}

/** Everything that isn't as it must be: each piece of news to whoever wants it, at least once, under one id, and to no address inside. */
export function faultsOf({ news, received, undelivered }: NewsRun): readonly string[] {
  const found: string[] = undelivered === 0 ? [] : [`${undelivered} deliveries were not delivered`];
  const ids = new Map(news.map((each) => [each.id, new Set<string>()]));
  const taken = new Set<string>();
  for (const { host, address, id, body, isTaken } of received) {
    if (address !== '93.184.215.14') found.push(`${host} was reached at ${address}`);
    const told = JSON.parse(body);
    const eventId = String(told.metadata?.id ?? told.id);
    ids.get(eventId)?.add(id);
    if (host === 'half' && !eventId.startsWith('acme:')) found.push(`${eventId} came to half`);
    if (isTaken) taken.add(`${host} ${eventId}`);
  }
  for (const { id } of news) {
    if (ids.get(id)?.size !== 1) found.push(`${id} has ${ids.get(id)?.size} ids`);
    const wanted = ['up', 'flaky', 'down', ...(id.startsWith('acme:') ? ['half'] : [])];
    for (const host of wanted) if (!taken.has(`${host} ${id}`)) found.push(`${id} never came to ${host}`);
  }
  if (new Set([...ids.values()].flatMap((each) => [...each])).size !== news.length) found.push('ids are shared');
  return found;
}
