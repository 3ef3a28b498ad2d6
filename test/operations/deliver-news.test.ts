/** News comes to whoever wants it: at least once, under one id, for three days; and to nobody who asked for no more. */
import { expect, test } from 'vitest';
import { deliveryIdOf, entryNewsType } from '../../shared/domain/news.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/domain/time.ts';
import { deliverNews } from '../../shared/operations/deliver-news.ts';
import { resendDeliveries } from '../../shared/operations/resend-deliveries.ts';
import type { NewsMessage, NewsRequest } from '../../shared/ports/news.ts';
import { createEndpointPace } from '../../shared/runtime/news/endpoint-pace.ts';
import { createStore } from '../../shared/storage/store.ts';
import { faultsOf, newsStartMs } from '../support/builders/news-receivers.ts';
import { endpointNamed, newsNumbered, runNews } from '../support/builders/news-run.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

test('whatever fails in between, every piece of news comes to whoever wants it, and to no address inside', async () => {
  const run = await runNews({ count: 60, seed: 7 });

  expect(faultsOf(run)).toEqual([]);
  expect(Object.values(run.faults).every((count) => count > 0)).toBe(true);
});

function deliveringTo(status: () => number) {
  const clock = { nowMs: newsStartMs };
  const sent: (NewsRequest & { readonly atMs: number })[] = [];
  const mails: string[] = [];
  const waiting: NewsMessage[] = [];
  const store = createStore(createMemoryTable(), stillSurroundings);
  const services = {
    store,
    nowMs: () => clock.nowMs,
    pace: createEndpointPace(),
    news: { send: async (messages: readonly NewsMessage[]) => void waiting.push(...messages), backlog: async () => 0 },
    sender: {
      post: async (request: NewsRequest) => {
        sent.push({ ...request, atMs: clock.nowMs });
        return { status: status() };
      },
      mail: async ({ subject }: { readonly subject: string }) => {
        mails.push(subject);
        return { status: 200 };
      },
    },
  };
  const tryDue = async (endpointId: string, index: number): Promise<boolean> => {
    const due = { endpointId, deliveryId: deliveryIdOf(newsNumbered(index)) };
    const stored = await store.deliveries.read(due);
    if (stored?.delivery.dueAtMs === undefined) return false;
    clock.nowMs = Math.max(clock.nowMs, stored.delivery.dueAtMs);
    await deliverNews(services, { due });
    return true;
  };
  return { clock, sent, mails, waiting, store, services, tryDue };
}

test('a receiver that never answers well is tried for 72 hours, with growing pauses, and then no more', async () => {
  const { sent, store, services, tryDue } = deliveringTo(() => 500);
  const endpoint = endpointNamed('down');
  await store.endpoints.create(endpoint);
  await deliverNews(services, { news: newsNumbered(0) });
  while (await tryDue(endpoint.endpointId, 0));

  const pauses = sent.slice(1).map(({ atMs }, index) => atMs - (sent[index]?.atMs ?? 0));
  expect(pauses[0]).toBeLessThanOrEqual(minuteMs);
  expect(pauses.at(-1)).toBeGreaterThan(10 * hourMs);
  const lastHours = ((sent.at(-1)?.atMs ?? 0) - newsStartMs) / hourMs;
  expect([lastHours > 64, lastHours <= 72]).toEqual([true, true]);
  expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('an endpoint that takes nothing for five days is disabled, lists what it misses, and can be sent that once it is enabled', async () => {
  let status = 500;
  const { clock, sent, waiting, store, services, tryDue } = deliveringTo(() => status);
  const { endpointId } = endpointNamed('down');
  await store.endpoints.create(endpointNamed('down'));
  for (let day = 0; day < 8; day += 1) {
    clock.nowMs = Math.max(clock.nowMs, newsStartMs + day * dayMs);
    await deliverNews(services, { news: newsNumbered(day) });
    for (let tries = 0; tries < 5 && (await tryDue(endpointId, day)); tries += 1);
  }
  const endpoint = await store.endpoints.read(endpointId);
  expect(endpoint?.disabled?.reason).toBe('failing');
  expect((endpoint?.disabled?.atMs ?? 0) - newsStartMs).toBeGreaterThanOrEqual(5 * dayMs);
  clock.nowMs += minuteMs;
  const before = sent.length;
  await deliverNews(services, { news: newsNumbered(99) });
  const last = { endpointId, deliveryId: deliveryIdOf(newsNumbered(99)) };
  const missed = await store.deliveries.read(last);
  expect([sent.length, missed?.delivery.state]).toEqual([before, 'skipped']);
  const span = { endpointId, fromMs: newsStartMs, toMs: newsStartMs + dayMs, isAll: false };
  expect(await resendDeliveries(services, span, clock.nowMs)).toMatchObject({
    refusal: { reason: 'endpoint-disabled' },
  });

  status = 200;
  await store.endpoints.rewrite(endpointId, ({ disabled: _off, failingSinceMs: _since, ...on }) => on);
  clock.nowMs += minuteMs;
  await resendDeliveries(services, span, clock.nowMs);
  for (const message of waiting.splice(0)) await deliverNews(services, message);
  const after = await store.deliveries.read(last);
  expect(after?.delivery.state).toBe('delivered');
});

test('a receiver that answers 410 asked for no more', async () => {
  const { store, services } = deliveringTo(() => 410);
  await store.endpoints.create(endpointNamed('gone'));

  expect(await deliverNews(services, { news: newsNumbered(0) })).toMatchObject({ disabled: 1 });
  const { endpointId } = endpointNamed('gone');
  expect((await store.endpoints.read(endpointId))?.disabled?.reason).toBe('gone');
});

test('entries come to whoever names them, exactly to the last digit, and each form is what its receiver reads', async () => {
  const { sent, mails, store, services } = deliveringTo(() => 200);
  await store.endpoints.create(endpointNamed('all'));
  await store.endpoints.create(endpointNamed('entries', { form: 'cloudevent', eventTypes: [entryNewsType] }));
  await store.endpoints.create(endpointNamed('slack', { form: 'slack', eventTypes: ['CreditsExhausted'] }));
  const { url: _url, ...mail } = endpointNamed('mail', { form: 'email' });
  await store.endpoints.create(mail);
  const data = { quantity: JSON.rawJSON('123456789012.345678'), note: '<!channel> & co' };
  await deliverNews(services, { news: newsNumbered(0, { type: entryNewsType, seq: 3, data }) });
  await deliverNews(services, { news: newsNumbered(1, { data: { note: '<!channel> & co' } }) });

  const [entry, ...others] = sent;
  expect(entry?.url).toBe('https://entries.acme.com/hook');
  expect(entry?.headers['content-type']).toBe('application/cloudevents+json');
  expect(entry?.body).toContain('123456789012.345678');
  expect(JSON.parse(entry?.body ?? '')).toMatchObject({
    specversion: '1.0',
    id: newsNumbered(0).id,
    type: 'credits.EntryRecorded.v1',
    subject: 'acme:0',
    sequence: '000000000003',
  });
  const slack = others.find(({ url }) => url.startsWith('https://slack'));
  expect(JSON.parse(slack?.body ?? '').text).toContain('note: &lt;!channel&gt; &amp; co');
  expect(others.map(({ url }) => url).toSorted()).toEqual(['https://all.acme.com/hook', 'https://slack.acme.com/hook']);
  expect(mails).toEqual(['Credits: CreditsExhausted of globex:1']);
});
