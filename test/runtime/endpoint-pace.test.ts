/** One endpoint that answers slowly costs the others nothing but a wait now and then, and gets all of its news all the same. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deliveryIdOf } from '../../shared/domain/news.ts';
import { minuteMs, secondMs } from '../../shared/domain/time.ts';
import { deliverNews } from '../../shared/operations/deliver-news.ts';
import { retryNews } from '../../shared/operations/retry-news.ts';
import type { NewsMessage } from '../../shared/ports/news.ts';
import { queueBatchMax } from '../../shared/runtime/jobs.ts';
import { createEndpointPace } from '../../shared/runtime/news/endpoint-pace.ts';
import { createStore } from '../../shared/storage/store.ts';
import { newsStartMs } from '../support/builders/news-receivers.ts';
import { endpointNamed, newsNumbered } from '../support/builders/news-run.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

beforeEach(() => void vi.useFakeTimers({ now: newsStartMs }));
afterEach(() => void vi.useRealTimers());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const slowForMs = 3 * minuteMs;

test('of two endpoints one takes ten seconds for each request and then fails: the other has its news within seconds', async () => {
  const store = createStore(createMemoryTable(), stillSurroundings);
  const endpoints = { quick: endpointNamed('quick'), slow: endpointNamed('slow') };
  for (const each of Object.values(endpoints)) await store.endpoints.create(each);
  const waiting: NewsMessage[] = [];
  const lateMs: number[] = [];
  const taken = new Set<string>();
  let [atOnce, mostAtOnce] = [0, 0];
  const services = {
    store,
    nowMs: () => Date.now(),
    pace: createEndpointPace(),
    news: {
      send: async (messages: readonly NewsMessage[]) => void waiting.push(...messages),
      backlog: async () => waiting.length,
    },
    sender: {
      post: async ({ url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> }) => {
        const id = headers['webhook-id'] ?? '';
        if (url === endpoints.quick.url) {
          await pause(50);
          lateMs.push(Date.now() - (happenedMs.get(id) ?? 0));
          return { status: 200 };
        }
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        const isSlow = Date.now() - newsStartMs < slowForMs;
        await pause(isSlow ? 10 * secondMs : 50);
        atOnce -= 1;
        if (!isSlow) taken.add(id);
        return isSlow ? ({ failure: 'timed-out' } as const) : { status: 200 };
      },
      mail: async () => ({ status: 200 }),
    },
  };
  const news = Array.from({ length: 240 }, (_, at) => newsNumbered(at));
  const happenedMs = new Map(news.map((each) => [deliveryIdOf(each), Date.parse(each.at)]));
  let isOver = false;
  const produce = async (): Promise<void> => {
    for (const each of news) {
      await pause(Math.max(0, Date.parse(each.at) - Date.now()));
      waiting.push({ news: each });
    }
  };
  const retry = async (): Promise<void> => {
    while (!isOver) {
      await retryNews(services, Date.now());
      await pause(minuteMs);
    }
  };
  const work = async (): Promise<void> => {
    while (!isOver) {
      const batch = waiting.splice(0, queueBatchMax);
      await Promise.all(batch.map((message) => deliverNews(services, message)));
      if (batch.length === 0) await pause(500);
    }
  };
  const all = Promise.all([produce(), retry(), work()]);
  await vi.advanceTimersByTimeAsync(30 * minuteMs);
  isOver = true;
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  await all;

  expect(lateMs).toHaveLength(240);
  expect(mostAtOnce).toBeLessThanOrEqual(5);
  expect(Math.max(...lateMs)).toBeLessThan(12 * secondMs);
  expect(taken.size).toBe(240);
});
