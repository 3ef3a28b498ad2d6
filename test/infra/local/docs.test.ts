import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

test('the guides are there beside the API, as strict as the dashboard', async () => {
  const answer = await fetch(`${service.url}/docs/`);
  const html = await answer.text();

  expect(answer.status).toBe(200);
  expect(html).toContain('From nothing to a metered, gated stream');
  expect(answer.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self'; style-src 'self'",
  );

  const style = /href="\.\/(assets\/[^"]+\.css)"/.exec(html)?.[1];
  const asset = await fetch(`${service.url}/docs/${style}`);
  expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
});

test('a page that hasn’t changed is not sent again', async () => {
  const first = await fetch(`${service.url}/docs/start.html`);
  const again = await fetch(`${service.url}/docs/start.html`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect([first.status, again.status, await again.text()]).toEqual([200, 304, '']);
});

test('agents find the pages as text', async () => {
  const index = await (await fetch(`${service.url}/docs/llms.txt`)).text();
  const links = [...index.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  const first = await fetch(`${service.url}/docs/${links.find((link) => link === 'start.md')}`);

  expect(links.length).toBeGreaterThan(40);
  expect(first.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(await first.text()).toContain('# From nothing to a metered, gated stream');
});

test.each([
  ['/docs', 308],
  ['/docs/api/', 200],
  ['/docs/nothing.html', 404],
  ['/docs/%2e%2e/%2e%2e/package.json', 404],
  ['/docs/..%2f..%2fpackage.json', 404],
])('%s is %i', async (path, status) => {
  expect((await fetch(service.url + path, { redirect: 'manual' })).status).toBe(status);
});
