/** News delivered in virtual time, with everything that goes wrong: receivers that fail, processes that die, messages that come twice or get lost. */
import type { Endpoint } from '../../../shared/domain/endpoint.ts';
import type { News } from '../../../shared/domain/news.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { deliverNews } from '../../../shared/operations/deliver-news.ts';
import { retryNews } from '../../../shared/operations/retry-news.ts';
import type { NewsMessage, NewsQueue, NewsSender } from '../../../shared/ports/news.ts';
import { createEndpointPace } from '../../../shared/runtime/news/endpoint-pace.ts';
import { createHttpsSender } from '../../../shared/runtime/news/https-sender.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { Crash, faultyTable, seedDecider } from '../engines/faulty-table.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { stillSurroundings } from '../engines/surroundings.ts';
import { type NewsRun, newsStartMs, type Received, receivers } from './news-receivers.ts';

export function endpointNamed(name: string, over: Partial<Endpoint> = {}): Endpoint {
  return {
    endpointId: `end_${name.padEnd(16, '0')}`,
    name,
    form: 'event',
    url: `https://${name}.acme.com/hook`,
    createdAtMs: newsStartMs,
    secret: { text: `whsec_${Buffer.alloc(32, name).toString('base64')}`, madeAtMs: newsStartMs },
    formerSecrets: [],
    ...over,
  };
}

export function newsNumbered(index: number, over: Partial<News> = {}): News {
  const at = new Date(newsStartMs + index * 1_000).toISOString();
  const accountId = `${index % 2 === 0 ? 'acme' : 'globex'}:${index % 7}`;
  return {
    id: `${accountId}/${index}/exhausted`,
    type: 'CreditsExhausted',
    version: 1,
    at,
    accountId,
    data: { available: 0 },
    ...over,
  };
}

/** Each fares in its own way: always up, now and then for its first forty hours, down for thirty, and one that wants half of all accounts. */
export const runEndpoints: readonly Endpoint[] = [
  endpointNamed('up'),
  endpointNamed('flaky', { form: 'cloudevent' }),
  endpointNamed('down'),
  endpointNamed('half', { accountPrefix: 'acme:' }),
];

export async function runNews({ count, seed }: { readonly count: number; readonly seed: number }): Promise<NewsRun> {
  const random = seedDecider(seed);
  let nowMs = newsStartMs;
  const table = createMemoryTable();
  const sound = createStore(table, stillSurroundings);
  for (const endpoint of runEndpoints) await sound.endpoints.create(endpoint);
  const store = createStore(faultyTable(table, random, 0.04), stillSurroundings);
  const waiting: NewsMessage[] = [];
  const faults = { crashes: 0, doubled: 0, lost: 0, refusals: 0 };
  const queue: NewsQueue = { send: async (messages) => void waiting.push(...messages), backlog: async () => 0 };
  const received: Received[] = [];
  const sender = dyingSender(createHttpsSender(receivers({ received, random, nowMs: () => nowMs })), random);
  const services = { store, sender, news: queue, nowMs: () => nowMs, pace: createEndpointPace() };

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const [message] = waiting.splice(Math.floor(random() * waiting.length), 1);
      if (message === undefined) return;
      const dice = random();
      if (dice < 0.03 && 'due' in message) {
        faults.lost += 1;
        continue;
      }
      if (dice > 0.95) {
        faults.doubled += 1;
        waiting.push(message);
      }
      nowMs += 50;
      try {
        await deliverNews(services, message);
      } catch (cause) {
        if (!(cause instanceof Crash) && !(cause instanceof Error && cause.name === 'StoreUnavailable')) throw cause;
        faults.crashes += 1;
        waiting.push(message);
      }
    }
  }

  const news = Array.from({ length: count }, (_, index) => newsNumbered(index));
  for (const each of news) {
    waiting.push({ news: each });
    nowMs = Math.max(nowMs, Date.parse(each.at));
    await work();
  }
  for (let sweeps = 0; sweeps < 5_000; sweeps += 1) {
    const due = [...table.items.values()].flatMap(({ dueAtMs }) => (typeof dueAtMs === 'number' ? [dueAtMs] : []));
    if (due.length === 0) break;
    nowMs = Math.max(nowMs, Math.ceil(Math.min(...due) / minuteMs) * minuteMs);
    await retryNews(services, nowMs);
    await work();
  }
  faults.refusals = received.filter(({ isTaken }) => !isTaken).length;
  const states = [...table.items.values()].filter(({ pk }) => pk.startsWith('DELIVERIES#')).map(({ state }) => state);
  return { news, received, undelivered: states.filter((state) => state !== 'delivered').length, faults };
}

/** A process that now and then ends once the receiver has its request, before anybody writes that down. */
function dyingSender(sender: NewsSender, random: () => number): NewsSender {
  return {
    ...sender,
    post: async (request) => {
      const outcome = await sender.post(request);
      if (random() < 0.02) throw new Crash('after a request');
      return outcome;
    },
  };
}
