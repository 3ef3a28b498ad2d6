/** The bus is told of every disabling of an endpoint under one id, whatever disabled it, and however often a process dies. */
import { beforeEach, expect, test } from 'vitest';
import { eventOf } from '../../shared/contract/events/event-detail.ts';
import { type Endpoint, wants } from '../../shared/domain/endpoint.ts';
import { bodyOf } from '../../shared/domain/news-body.ts';
import { present } from '../../shared/domain/present.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { dayMs, minuteMs } from '../../shared/domain/time.ts';
import { changeEndpoint } from '../../shared/operations/change-endpoint.ts';
import { deliverNews } from '../../shared/operations/deliver-news.ts';
import { tellDisabledEndpoints } from '../../shared/operations/retry-news.ts';
import { createEndpointPace } from '../../shared/runtime/news/endpoint-pace.ts';
import { newsOfMessage } from '../../shared/runtime/news/news-message.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { newsStartMs } from '../support/builders/news-receivers.ts';
import { endpointNamed, newsNumbered } from '../support/builders/news-run.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

let store: CreditStore;
let told: Signal[];
let isBusUp: boolean;
const bus = {
  publish: async (signals: readonly Signal[]) => {
    told.push(...signals);
    // It took them, and its answer is lost.
    if (!isBusUp) throw new Error('no answer');
  },
};

beforeEach(() => {
  store = createStore(createMemoryTable(), stillSurroundings);
  told = [];
  isBusUp = true;
});

async function answering(status: number, endpoint: Endpoint, nowMs = newsStartMs): Promise<void> {
  await store.endpoints.create(endpoint);
  const sender = { post: async () => ({ status }), mail: async () => ({ status: 200 }) };
  await deliverNews({ store, sender, nowMs: () => nowMs, pace: createEndpointPace() }, { news: newsNumbered(0) });
}

const change = (name: string, isEnabled: boolean, nowMs: number) => {
  const { endpointId, form, url } = endpointNamed(name);
  const news = { send: async () => {}, backlog: async () => 0 };
  return changeEndpoint({ store, news }, { endpointId, name, form, isEnabled, ...present({ url }) }, nowMs);
};

test('an endpoint that asked for no more is told of once, and again under the same id where nobody heard that it was', async () => {
  await answering(410, endpointNamed('gone', { failingSinceMs: newsStartMs - dayMs }));
  isBusUp = false;
  await expect(tellDisabledEndpoints({ store, bus })).rejects.toThrow('no answer');
  isBusUp = true;

  expect(await tellDisabledEndpoints({ store, bus })).toBe(1);
  expect(await tellDisabledEndpoints({ store, bus })).toBe(0);
  expect(told).toHaveLength(2);
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  expect(eventOf(told[0] as Signal)).toEqual({
    source: 'credits',
    'detail-type': 'EndpointDisabled',
    time: '2026-11-01T00:00:00.000Z',
    detail: {
      metadata: {
        id: `${endpointNamed('gone').endpointId}/disabled/${newsStartMs}`,
        version: 1,
        at: '2026-11-01T00:00:00.000Z',
      },
      data: {
        endpointId: endpointNamed('gone').endpointId,
        name: 'gone',
        reason: 'gone',
        failingSince: '2026-10-31T00:00:00.000Z',
      },
    },
  });
});

test('one that was disabled by hand, enabled and disabled again is told of twice, though nobody told of it in between', async () => {
  await store.endpoints.create(endpointNamed('busy'));
  await change('busy', false, newsStartMs);
  await change('busy', false, newsStartMs + 1_000);
  await change('busy', true, newsStartMs + 2_000);
  await change('busy', false, newsStartMs + minuteMs);

  expect(await tellDisabledEndpoints({ store, bus })).toBe(2);
  expect(told.map((signal) => 'reason' in signal && signal.reason)).toEqual(['by-hand', 'by-hand']);
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
});

test('it is news to endpoints that have the news of all accounts, as a CloudEvent too, and to no other', async () => {
  await answering(410, endpointNamed('gone'));
  await tellDisabledEndpoints({ store, bus });
  const { message } = newsOfMessage(JSON.stringify(eventOf(told[0] as Signal)));
  if (!('news' in message)) throw new Error('no news');

  expect(wants(endpointNamed('all'), message.news)).toBe(true);
  expect(wants(endpointNamed('named', { eventTypes: ['EndpointDisabled'] }), message.news)).toBe(true);
  expect(wants(endpointNamed('other', { eventTypes: ['CreditsExhausted'] }), message.news)).toBe(false);
  expect(wants(endpointNamed('acme', { accountPrefix: 'acme:' }), message.news)).toBe(false);
  expect(wants(endpointNamed('one', { accountIds: ['acme:1'] }), message.news)).toBe(false);
  expect(JSON.parse(bodyOf('cloudevent', message.news).text)).toEqual({
    specversion: '1.0',
    id: `${endpointNamed('gone').endpointId}/disabled/${newsStartMs}`,
    source: '/credits',
    type: 'credits.EndpointDisabled.v1',
    time: '2026-11-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    data: { endpointId: endpointNamed('gone').endpointId, name: 'gone', reason: 'gone' },
  });
});
