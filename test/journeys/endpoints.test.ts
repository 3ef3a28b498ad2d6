/** Endpoints over HTTP: made, told once, signed for, rotated, read, changed, deleted; and their secrets nowhere else. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const clock = createStillClock(Date.now());
let service: TestService;
let receiver: Server;
let url = '';
const got: { readonly headers: Record<string, string>; readonly body: string }[] = [];
beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      got.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  service = await startTestService({ hasSchedules: false, hasStream: true, clock });
});
afterAll(async () => {
  await service.stop();
  receiver.close();
});

it('delivers what happens, signed with a secret that is told once, and its log says so', async () => {
  const made = await service.call('POST', '/endpoints', {
    body: { name: 'a test', url, eventTypes: ['CreditsExhausted'] },
  });
  const { secret, endpoint } = made.json;
  expect([made.status, secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
  // Other processes know of it within ten seconds.
  clock.moveTo(clock.nowMs() + 10_000);
  await service.open('acme', 'free');
  await service.call('POST', '/accounts/acme/debits', { body: { credits: 100, category: 'ai' }, key: 'all of it' });
  await service.consumed();

  const [first] = got;
  expect(new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({
    type: 'CreditsExhausted',
    metadata: { accountId: 'acme' },
  });
  const path = `/endpoints/${endpoint.endpointId}`;
  const log = await service.call('GET', `${path}/deliveries`);
  expect(log.json.deliveries).toMatchObject([
    { deliveryId: first?.headers['webhook-id'], state: 'delivered', tries: [{ status: 204 }] },
  ]);
  const { deliveryId } = log.json.deliveries[0];
  expect((await service.call('POST', `${path}/resend`, { body: { deliveryIds: [deliveryId] } })).json).toEqual({
    resent: 1,
  });
  await service.consumed();
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId, deliveryId]);

  const reads = await Promise.all(['/endpoints', path, `${path}/deliveries`].map((each) => service.call('GET', each)));
  expect(reads.map(({ text }) => text).join()).not.toContain(secret.slice('whsec_'.length));
  expect((await service.call('DELETE', path)).status).toBe(200);
  expect((await service.call('GET', path)).status).toBe(404);
});

it.each(['http://10.0.0.1/', 'https://169.254.169.254/', 'https://user@news.acme.com/', 'https://news.acme.com:22/'])(
  'is not made for %s',
  async (inside) => {
    const refused = await service.call('POST', '/endpoints', { body: { name: 'inside', url: inside } });
    expect([refused.status, refused.json.errors?.[0]?.field]).toEqual([400, 'url']);
  },
);
