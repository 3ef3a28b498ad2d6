/** A first visit: how many requests it makes, documents, files and answers together. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());

const requestsMax = 14;

test('the overview is there after fourteen requests at most, each thing asked for once', async () => {
  const asked: string[] = [];
  const { page, close } = await dashboard.visit('/accounts/demo', {
    prepare: async (made) => {
      made.on('request', (request) => asked.push(request.url()));
    },
  });
  await page.getByText('Usage grew').or(page.getByText('can be told from')).first().waitFor();

  // Its pulse alone goes on.
  const once = asked.filter((url) => !url.endsWith('/accounts/demo'));
  console.log(`${once.length + 1} requests`);
  expect(once.length + 1, asked.join('\n')).toBeLessThanOrEqual(requestsMax);
  expect(new Set(once).size).toBe(once.length);
  expect(asked.filter((url) => url.includes('/insights')).length).toBe(1);
  await close();
});
