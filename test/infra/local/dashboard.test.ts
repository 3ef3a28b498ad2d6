import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dashboardConfig } from '../../../shared/contract/dashboard-config.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

test('the page is there beside the API, as strict as deployed', async () => {
  const answer = await fetch(`${service.url}/dashboard/`);
  const html = await answer.text();

  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain('unsafe');

  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(html)?.[1];
  const asset = await fetch(`${service.url}/dashboard/${script}`);
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await asset.text()).length).toBeGreaterThan(1_000);
});

test('its settings lead to this service, and ask nobody to sign in', async () => {
  const config = dashboardConfig.parse(await (await fetch(`${service.url}/dashboard/config.json`)).json());

  expect(new URL(config.apiUrl, `${service.url}/dashboard/`).href).toBe(`${service.url}/`);
  expect(config.signIn).toBeUndefined();
});

test('without its slash the page leads to itself with one', async () => {
  const answer = await fetch(`${service.url}/dashboard`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/dashboard/']);
});

test.each([
  '/dashboard/assets/nothing.js',
  '/dashboard/../package.json',
  '/dashboard/%2e%2e/%2e%2e/package.json',
  '/dashboard/..%2f..%2fpackage.json',
  '/dashboard/assets/../../tsconfig.json',
  '/dashboard//etc/passwd',
  '/dashboard/%00',
])('nothing but the page is served: %s', async (path) => {
  expect(await statusOf(path)).toBe(404);
});

test('answers of the API tell the service’s time, by which the page reckons', async () => {
  await service.open('acme');
  await service.call('POST', '/local/clock', { body: { advanceSeconds: 86_400 } });
  const { headers } = await service.call('GET', '/accounts/acme');

  const aheadMs = Date.parse(headers.get('date') ?? '') - Date.now();
  expect(aheadMs).toBeGreaterThan(86_390_000);
  expect(aheadMs).toBeLessThan(86_410_000);
});

/** The path as it is: `fetch` would tidy it. */
function statusOf(path: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  request(service.url, { path, agent: false }, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .on('error', reject)
    .end();
  return promise;
}
