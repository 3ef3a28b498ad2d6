/** The overview shows spending limits as bars, the nearest to its end first, and what is kept in credits a day. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { narrow, startTestDashboard, type TestDashboard, tableText, wide } from './support/dashboard.ts';

let dashboard: TestDashboard;
let accountId: string;
beforeAll(async () => {
  dashboard = await startTestDashboard();
  accountId = await dashboard.openOwn();
  let sent = 0;
  const change = async (method: string, path: string, body: object): Promise<void> => {
    sent += 1;
    const key = `change ${sent}`;
    const { status, text } = await dashboard.service.call(method, `/accounts/${accountId}/${path}`, { body, key });
    expect(status, text).toBeLessThan(300);
  };
  await change('PUT', 'limits/all-ai', { credits: 1_000, category: 'ai' });
  await change('PUT', 'limits/each-user', { credits: 50, dimension: { name: 'user', each: true }, period: 'day' });
  for (const [user, credits] of [
    ['ada', 10],
    ['grace', 40],
  ] as const)
    await change('POST', 'debits', { credits, category: 'ai', dimensions: { user } });
  await change('PUT', 'standing-usage/logs', { sku: 'platform.log-storage.gb-hour', quantity: 120 });
  await change('PUT', 'standing-usage/archive', { sku: 'platform.data-retention.gb-hour', quantity: 300 });
}, 180_000);
afterAll(() => dashboard?.stop());

test.each([
  ['wide', 'light', wide],
  ['narrow', 'dark', narrow],
] as const)('limits are bars and what is kept is by day, %s and %s', async (_, colorScheme, viewport) => {
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`, { viewport, colorScheme });
  const bars = page.locator('[data-testid=limit-bars] li');
  await bars.first().waitFor();
  await page.waitForSelector('[data-testid=kept]');

  expect(await bars.count()).toBe(2);
  expect(await bars.nth(0).innerText()).toMatch(
    /each-user: 50 credits a day for each user.*grace used most\n10 left, anew /s,
  );
  expect(await bars.nth(1).innerText()).toMatch(/all-ai: 1,000 credits a cycle for ai\n950 left, anew /s);
  expect(
    await bars.locator('progress').evaluateAll((all) => all.map((each) => (each as HTMLProgressElement).value)),
  ).toEqual([0.8, 0.05]);
  const kept = await tableText(page, '[data-testid=kept]');
  expect(kept.map((row) => row.at(-1))).toEqual(['Credits a day', '12', '10', '22']);
  expect(kept[1]?.[0]).toContain('logs');
  expect(await violationsInEveryLook(page)).toEqual([]);
  await close();
});

test('neither takes room where there are none', async () => {
  const bare = await dashboard.openOwn();
  const { page, close } = await dashboard.visit(`/accounts/${bare}`);
  await page.waitForSelector('[data-testid=sources]');
  await page.waitForSelector('[data-testid=burn]');
  expect(await page.locator('[data-testid=limit-bars], [data-testid=kept]').count()).toBe(0);
  await close();
});
