/** An account with several seats: what a cycle brings, and what the next one will, on each page that tells of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
const accountId = 'crew';
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  const price = { amount: 20, currency: 'USD', interval: 'month' };
  await service.call('PUT', '/plans/crews', { body: { name: 'Crews', credits: 1_000, perSeat: true, price } });
  await service.call('PUT', `/accounts/${accountId}`, { body: { planId: 'crews', seats: 3 }, key: 'open' });
  await service.call('PUT', `/accounts/${accountId}/plan`, { body: { planId: 'crews', seats: 5 }, key: 'more' });
  const fewer = { planId: 'crews', seats: 2, when: 'next-cycle' };
  await service.call('PUT', `/accounts/${accountId}/plan`, { body: fewer, key: 'fewer' });
}, 180_000);
afterAll(() => dashboard?.stop());

test('the overview says how many seats there are, how many there will be, and what arrives then', async () => {
  const { page, faults, close } = await dashboard.visit(`/accounts/${accountId}`);
  await page.getByText('Crews, 5 seats, from the next cycle Crews, 2 seats', { exact: true }).waitFor();
  await page.getByText('2,000 credits of the plan', { exact: true }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('the plan’s page says what one seat brings, and what all do', async () => {
  const { page, faults, close } = await dashboard.visit(`/accounts/${accountId}/plan`);
  await page.getByText('1,000 credits each month for each seat', { exact: true }).waitFor();
  await page.getByText('5, together 5,000 credits each month', { exact: true }).waitFor();
  await page.getByText('Plan crews, 2 seats', { exact: true }).waitFor();
  await page.getByText('$20 a month for each seat', { exact: true }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('the receipt of a change of seats says how many there are since', async () => {
  const { page, faults, close } = await dashboard.visit(`/accounts/${accountId}/ledger`);
  await page.getByRole('button', { name: 'Receipt of entry 2', exact: true }).click();
  const receipt = page.getByRole('dialog');
  await receipt.getByText('Seats', { exact: true }).waitFor();
  await receipt.getByText('5', { exact: true }).first().waitFor();
  expect(faults).toEqual([]);
  await close();
});
