/** Lines that are written while everything fails: no key, no secret of an endpoint, no hash of either (S23, S37). */
import { expect, it, vi } from 'vitest';
import { handler as admit } from '../../functions/authorizers/admit-api-key.ts';
import { handler as deliverNews } from '../../functions/jobs/deliver-news.ts';
import { handler as retryNews } from '../../functions/jobs/retry-news.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { createApiKey } from '../../shared/operations/create-api-key.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { createApiKeys } from '../../shared/storage/api-keys.ts';
import { createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { endpointNamed, newsNumbered } from '../support/builders/news-run.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { faultyTable, seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { usageRecord } from '../support/engines/usage-queue.ts';
import { watchOutput } from '../support/processes/output.ts';
import { callHandler } from '../support/service/handlers.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

const secrets = /whsec_[A-Za-z0-9+/=]{10,}|credits_key_[A-Za-z0-9]{16}_[A-Za-z0-9]{20,}/;
const random = seedDecider(11);
let nowMs = startMs;

/** Reads that fail as well, with what was asked for in the error, as an SDK's may have. */
function unreadable(table: Table): Table {
  const faulty = async <T>(asked: unknown, read: () => Promise<T>): Promise<T> => {
    if (random() < 0.2) throw new StoreUnavailable('no answer', { cause: new Error(JSON.stringify(asked)) });
    return read();
  };
  return {
    ...table,
    get: (key, options) => faulty(key, () => table.get(key, options)),
    getMany: (keys) => faulty(keys, () => table.getMany(keys)),
    query: (range) => faulty(range, () => table.query(range)),
  };
}

it('a run in which reads, writes and receivers fail all the time writes many lines, and no secret in any', async () => {
  const table = createMemoryTable();
  const sound = createStore(table, stillSurroundings);
  const made = await createApiKey(sound, { name: 'x', permissions: ['read'] }, nowMs);
  if (made.kind !== 'done') throw new TypeError('no key was made');
  const { text, used } = made.value;
  const { hash } = (await createApiKeys(table).read(used.key.keyId))?.key.secret ?? { hash: 'none' };
  const endpoint = endpointNamed('down');
  await sound.endpoints.create(endpoint);
  const store = createStore(unreadable(faultyTable(table, random, 0.3)), stillSurroundings);
  const told: string[] = [];
  provideServices({
    store,
    nowMs: () => nowMs,
    news: { send: async () => {}, backlog: async () => 0 },
    bus: { publish: async () => Promise.reject(new Error('no bus')) },
    sender: {
      post: async ({ headers }) => {
        if (random() < 0.3) throw new Error(`a bug that shows its request: ${Object.keys(headers).join()}`);
        return random() < 0.5 ? { status: 410 } : { failure: 'not-connected' };
      },
      mail: async () => ({ failure: 'not-sent' }),
    },
  });
  const kept: Promise<unknown>[] = [];
  const { lines } = await watchOutput(async () => {
    for (let at = 0; at < 60; at += 1) {
      nowMs += 60_000;
      const body = JSON.stringify({ news: newsNumbered(at) });
      const messages = { Records: [usageRecord({ messageId: `m${at}`, body, sentMs: nowMs })] };
      const steps: (() => Promise<unknown>)[] = [
        () => admit({ headers: { authorization: `Bearer ${text}` } }),
        () => admit({ headers: { authorization: `Bearer ${text.slice(0, -1)}!` } }),
        () => deliverNews(messages, lambdaContext()),
        () => retryNews({}, lambdaContext()),
        ...[
          { route: routes.createApiKey, params: {} },
          { route: routes.rotateApiKey, params: { keyId: used.key.keyId } },
          { route: routes.createEndpoint, params: {} },
          { route: routes.rotateEndpointSecret, params: { endpointId: endpoint.endpointId } },
        ].map(({ route, params }) => async () => {
          const { text: sent = '', headers = {} } = requestOf(route);
          const key = { ...headers, 'idempotency-key': `${route.id} ${at}` };
          const answered = await callHandler(route, { headers: key, params, text: sent });
          told.push(...(answered.body?.match(new RegExp(secrets, 'g')) ?? []));
        }),
      ];
      for (const step of steps) kept.push(step().catch(() => undefined));
      await Promise.all(kept.splice(0));
    }
  });

  const written = lines.join('\n');
  expect(lines.length).toBeGreaterThan(150);
  expect(told.length).toBeGreaterThan(10);
  expect(written).toContain('key not checked');
  expect(written).toContain('news not delivered');
  expect(secrets.exec(written)?.[0]).toBeUndefined();
  for (const each of [text, endpoint.secret.text, hash, ...told]) expect(written).not.toContain(each.slice(-24));
});
