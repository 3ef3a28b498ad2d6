import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvRows, download, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
const groups = '[data-testid=groups]';

/** One cycle ago, and today. */
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('acme');
  const debit = (key: string, sku: string, quantity: number, user: string): Promise<unknown> =>
    service.call('POST', '/accounts/acme/debits', { body: { usage: [{ sku, quantity }], dimensions: { user } }, key });
  await debit('a', 'ai.gpt-4o.input-token', 200_000, 'ada');
  await service.call('POST', '/local/clock', { body: { advanceSeconds: 31 * 86_400 } });
  await debit('b', 'ai.gpt-4o.input-token', 300_001, 'ada');
  await debit('c', 'infrastructure.migration.vm', 4, 'grace');
  await debit('d', 'infrastructure.backup.gb', 33, 'grace');
});
afterAll(() => dashboard?.stop());

test('usage by category stands beside the cycle before, and its file has the same', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.waitForSelector(groups);

  expect(await tableText(page, groups)).toEqual([
    ['Category', 'Credits', 'Share', 'Before', 'Change', 'Entries'],
    ['Infrastructure', '100.66', '57.3 %', '0', '+100.66', 'Entries'],
    ['AI', '75', '42.7 %', '50', '+25', 'Entries'],
    ['All', '175.66', '', '50', '+125.66', ''],
  ]);
  expect(csvRows(await download(page, 'Download table'))).toEqual([
    ['category', 'credits', 'previous', 'change'],
    ['Infrastructure', '100.66', '0', '100.66'],
    ['AI', '75.00025', '50', '25.00025'],
  ]);
  await close();
});

test.each(['category', 'sku', 'dimension:user'])(
  'every view by %s adds up to the API’s, and so does its trend',
  async (groupBy) => {
    const { service } = dashboard;
    for (const [interval, period] of [
      ['hour', '7d'],
      ['day', 'this-cycle'],
      ['day', 'last-cycle'],
      ['day', '400d'],
      ['cycle', '400d'],
    ]) {
      const { page, close } = await dashboard.visit(
        `/accounts/acme/usage?interval=${interval}&period=${period}&groupBy=${groupBy}`,
      );
      await page.waitForSelector(groups);
      const expected = period === '400d' ? 225.66025 : period === 'last-cycle' ? 50 : 175.66025;
      expect(await page.getAttribute('[data-testid=usage-total]', 'value')).toBe(String(expected));
      const trend = csvRows(await download(page, 'Download trend')).slice(1);
      const sum = trend.reduce((total, row) => total + Math.round(Number(row.at(-1)) * 1e6), 0);
      expect(sum).toBe(Math.round(expected * 1e6));
      await close();
    }
    expect((await service.call('GET', '/accounts/acme')).json.available).toBe(5000 - 175.66025);
  },
);

test('a group leads to the entries behind it', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage?groupBy=sku');
  await page.locator(groups).getByRole('link', { name: 'Entries of infrastructure.backup.gb' }).click();
  await page.waitForSelector('[data-testid=entries] table tbody button');

  const rows = await tableText(page, '[data-testid=entries] table');
  expect(rows.slice(1).map((row) => row.slice(2, 6))).toEqual([['Usage charged', 'backup: 33 GB', 'grace', '0.66']]);
  await close();
});

test('a bar says what it is made of, and leads to its entries', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.waitForSelector(groups);
  const chart = page.getByRole('application', { name: 'Usage over time' });
  await chart.focus();
  await page.keyboard.press('End');
  const isFilled = async (): Promise<boolean> => (await page.getByText('75 credits').count()) > 0;
  for (let presses = 0; presses < 40 && !(await isFilled()); presses += 1) await page.keyboard.press('ArrowLeft');
  expect(await isFilled()).toBe(true);

  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'See the entries' }).click();
  await page.waitForSelector('[data-testid=entries] table tbody button');

  const rows = await tableText(page, '[data-testid=entries] table');
  expect(rows.length).toBeGreaterThan(3);
  await close();
});

test('the plan’s allotment is drawn as a line', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.getByText('Plan’s allotment, an even share a day').waitFor();
  await close();
});

test('a charge shows in the trend within two seconds', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn();
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/usage`);
  await page.getByText('Nothing was used in this time.').waitFor();

  await service.call('POST', `/accounts/${accountId}/debits`, { body: { credits: 3.5, category: 'ai' }, key: 'd' });
  const fromMs = performance.now();
  await page.waitForSelector(groups, { timeout: 5_000 });
  expect(performance.now() - fromMs).toBeLessThan(2_000);
  expect(await page.textContent('[data-testid=usage-total]')).toBe('3.5');
  await close();
});
