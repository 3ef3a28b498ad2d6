/** A pack is bought from the banner at zero: the gate opens, and the receipt shows what was paid. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());

test('a customer at zero buys a pack, comes back, and may go on', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn('free');
  await service.call('POST', `/accounts/${accountId}/debits`, { key: 'all', body: { credits: 100, category: 'ai' } });
  const { page, faults, close } = await dashboard.visit(`/accounts/${accountId}`);
  await page.getByText('No credits are left', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Buy burst-1000' }).first().click();
  await page.waitForURL('**/local/checkouts/**');
  await page.getByText('burst-1000: 1000 credits for 12 USD').waitFor();
  expect((await service.call('GET', `/accounts/${accountId}`)).json.available).toBe(0);
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.waitForURL(`**/dashboard/#/accounts/${accountId}`);
  await page.getByText('No credits are left', { exact: true }).waitFor({ state: 'detached' });

  expect((await service.call('GET', `/accounts/${accountId}/access`)).json.ai.allowed).toBe(true);
  await page.goto(`${service.url}/dashboard/#/accounts/${accountId}/ledger`);
  await page.getByRole('button', { name: 'Receipt of entry 3', exact: true }).click();
  await page.getByRole('dialog').getByText('$12', { exact: true }).waitFor();
  expect(faults).toEqual([]);
  await close();
});
