/** Uses that were turned away, on the overview. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
});
afterAll(() => dashboard?.stop());

test('the overview says what was turned away and why, and nothing of it where nothing was', async () => {
  const { service } = dashboard;
  const [turned, calm] = [await dashboard.openOwn(), await dashboard.openOwn()];
  const limit = { credits: 10.5, dimension: { name: 'user', value: 'ada' } };
  await service.call('PUT', `/accounts/${turned}/limits/ada`, { key: 'limit', body: limit });
  for (const [key, credits, user] of [
    ['a', 6_000.123456, 'bob'],
    ['b', 5_500, 'bob'],
    ['c', 11, 'ada'],
  ] as const) {
    const body = { credits, category: 'ai', dimensions: { user } };
    expect((await service.call('POST', `/accounts/${turned}/debits`, { key, body })).status).toBe(402);
  }
  await service.consumed();
  const { page, close } = await dashboard.visit(`/accounts/${turned}`, { viewport: narrow });
  await page.waitForSelector('[data-testid=refused]');

  const rows = await tableText(page, '[data-testid=refused]');
  expect(rows[1]?.[0]).toMatch(/^Not enough credits/);
  expect(rows[1]?.slice(1)).toEqual(['2', '11,500.12']);
  expect(rows[2]?.[0]).toMatch(/^A spending limit was reached: ada/);
  expect(rows[2]?.slice(1)).toEqual(['1', '11']);
  expect(await violationsInEveryLook(page)).toEqual([]);
  expect(await cutCells(page)).toEqual([]);
  await close();

  const other = await dashboard.visit(`/accounts/${calm}`);
  await other.page.waitForSelector('[data-testid=burn]');
  expect(await other.page.getByText('What was turned away').count()).toBe(0);
  await other.close();
});
