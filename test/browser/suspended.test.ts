/** An account whose plan isn't paid for (R35): what its pages and the operators' say, and that all of it follows a payment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard, tableText, wide } from './support/dashboard.ts';

let dashboard: TestDashboard;
const dayMs = 86_400_000;

beforeAll(async () => {
  dashboard = await startTestDashboard();
});
afterAll(() => dashboard?.stop());

async function tell(accountId: string, status: string, paidUntilDays: number): Promise<void> {
  const { service } = dashboard;
  const nowMs = Date.parse((await service.call('GET', '/local/clock')).json.now);
  const paidUntil = new Date(nowMs + paidUntilDays * dayMs).toISOString();
  const body = { subscriptionId: 'sub_1', status, paidUntil };
  const reply = await service.call('POST', `/accounts/${accountId}/subscription`, {
    key: `${status} ${paidUntil}`,
    body,
  });
  expect(reply.status, reply.text).toBeLessThan(300);
  await service.consumed();
}

async function unpaid(): Promise<string> {
  const accountId = await dashboard.openOwn();
  await tell(accountId, 'unpaid', -1);
  return accountId;
}

test('says that the plan isn’t paid for, how much waits and what helps, and goes on within seconds of a payment', async () => {
  const accountId = await unpaid();
  const { json } = await dashboard.service.call('GET', `/accounts/${accountId}`);
  expect(json).toMatchObject({ state: 'suspended', available: 0, waiting: 5_000 });
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`);

  const banner = page.getByText('The plan isn’t paid for', { exact: true });
  await banner.waitFor();
  await page.getByText(/5,000 credits wait until it is paid for/).waitFor();
  await page.getByText(/Nothing else is left: new AI requests are paused/).waitFor();

  await page.getByText('5,000 credits of the plan, if it is paid for by then').waitFor();

  await tell(accountId, 'active', 20);
  await banner.waitFor({ state: 'detached', timeout: 5_000 });
  await page.getByText('5,000', { exact: true }).first().waitFor();
  await close();
});

test('packs can be spent while the plan’s credits wait, and the page says so', async () => {
  const accountId = await unpaid();
  const body = { packId: 'burst-1000', paymentId: `pay-${accountId}` };
  await dashboard.service.call('POST', `/accounts/${accountId}/purchases`, { key: 'buy', body });
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`);

  await page.getByText('Packs and credits that were given can: 1,000 credits.').waitFor();
  await page.getByText(/5,000 credits wait/).waitFor();
  await close();
});

test('operators find it among the suspended, and see that it is', async () => {
  const accountId = await unpaid();
  const { page, close } = await dashboard.visit('/?facet=suspended');
  await page.getByRole('link', { name: accountId, exact: true }).waitFor();

  const rows = await tableText(page, '[data-testid=fleet] table');
  for (const [, state] of rows.slice(1)) expect(state).toContain('Suspended');
  await close();
});

test('nothing on its overview is serious for axe in any look, or cut', async () => {
  const accountId = await unpaid();
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`);
  await page.getByText(/5,000 credits wait/).waitFor();
  await page.getByText('Asking for the ways back…').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(wide.width);
  expect(await violationsInEveryLook(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(narrow.width);
  expect(await cutCells(page)).toEqual([]);
  await close();
});
