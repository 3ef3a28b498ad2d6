/** Exploring usage: the causes of a difference, and any span of days. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { shown, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
const groups = '[data-testid=groups]';

/** One cycle ago, and today. */
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('acme');
  const debit = (key: string, credits: number, user: string): Promise<unknown> =>
    service.call('POST', '/accounts/acme/debits', { body: { credits, category: 'ai', dimensions: { user } }, key });
  await debit('a', 50, 'ada');
  await service.call('POST', '/local/clock', { body: { advanceSeconds: 31 * 86_400 } });
  await debit('b', 75.00025, 'ada');
  await debit('c', 100.66, 'grace');
});
afterAll(() => dashboard?.stop());

test('what changed since the cycle before is named, driver by driver, and adds up', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage?groupBy=dimension%3Auser');
  await page.waitForSelector('[data-testid=what-changed]');

  expect(await page.textContent('[data-testid=what-changed-sum]')).toMatch(
    /^125\.66 credits more than in the cycle before.*; grace changed most, by \+100\.66\.$/,
  );
  const rows = await tableText(page, '[data-testid=what-changed]');
  expect(rows.map((row) => row.at(-1))).toEqual(['Change', '+100.66', '+25', '+125.66']);
  expect(await violationsInEveryLook(page)).toEqual([]);
  await close();
});

test('any span of days can be looked at, and is in the address', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.waitForSelector(groups);
  await page.getByLabel('Period').selectOption('From day to day');
  await page.getByText('Nothing was used in this time.').or(page.locator(groups)).first().waitFor();
  const first = new Date(dashboard.service.clock.nowMs() - 40 * 86_400_000).toISOString().slice(0, 10);
  const last = new Date(dashboard.service.clock.nowMs() - 20 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('From', { exact: true }).fill(first);
  await page.getByLabel('Until', { exact: true }).fill(last);

  await expect.poll(() => page.textContent('[data-testid=usage-total]')).toBe(shown(50));
  expect(page.url()).toMatch(/period=span&from=\d{4}-\d{2}-\d{2}T00%3A00.*&to=/);
  await page.reload();
  await page.waitForSelector(groups);
  await expect.poll(() => page.textContent('[data-testid=usage-total]')).toBe(shown(50));
  await close();
});
