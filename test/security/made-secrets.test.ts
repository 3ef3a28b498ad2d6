/** Secrets that are made are answered once, and stand in no line: those of endpoints, and API keys (S23). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as deliverNews } from '../../functions/jobs/deliver-news.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { startTestStore, type TestStore } from '../support/engines/engines.ts';
import { usageRecord } from '../support/engines/usage-queue.ts';
import { watchOutput } from '../support/processes/output.ts';
import { callHandler } from '../support/service/handlers.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

const secrets = /whsec_[A-Za-z0-9+/=]{10,}|credits_key_[A-Za-z0-9]{16}_[A-Za-z0-9]{20,}/g;

describe('a secret that is made', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore(defaultEngine());
    provideServices({ store: store.newStore(), nowMs: () => startMs });
  });
  afterAll(() => store.stop());

  async function ask(route: Route, params: Readonly<Record<string, string>> = {}): Promise<readonly [string, string]> {
    const { text = '', headers = {} } = requestOf(route);
    const sent = { headers: { ...headers, 'idempotency-key': route.id }, params, text };
    const { value, lines } = await watchOutput(() => callHandler(route, sent));
    expect(value.statusCode, value.body).toBeLessThan(300);
    expect(lines.length).toBeGreaterThan(0);
    return [value.body ?? '', lines.join('\n')];
  }

  it.each([
    ['of an endpoint', routes.createEndpoint, routes.rotateEndpointSecret, 'endpointId'],
    ['of an API key', routes.createApiKey, routes.rotateApiKey, 'keyId'],
  ] as const)('is answered and never written: %s', async (_, make, rotate, id) => {
    const [made, written] = await ask(make);
    expect(made.match(secrets)).toHaveLength(1);
    expect(written.match(secrets)).toBeNull();
    const [rotated, then] = await ask(rotate, { [id]: new RegExp(`"${id}":"([^"]+)"`).exec(made)?.[1] ?? '' });
    expect(rotated.match(secrets)).toHaveLength(1);
    expect(rotated.match(secrets)).not.toEqual(made.match(secrets));
    expect(then.match(secrets)).toBeNull();
  });

  it('is not written where a message of news can’t be read that has one in it', async () => {
    const body = JSON.stringify({ secret: `whsec_${'planted'.repeat(6)}` });
    const record = usageRecord({ messageId: 'm', body, sentMs: startMs });
    const never = async () => expect.unreachable();
    provideServices({ sender: { post: never, mail: never } });
    const { lines } = await watchOutput(() => deliverNews({ Records: [record] }, lambdaContext()));
    expect(lines.join('\n')).toContain('news not delivered');
    expect(lines.join('\n').match(secrets)).toBeNull();
  });
});
