import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;

beforeAll(async () => {
  dashboard = await startTestDashboard();
});
afterAll(() => dashboard?.stop());

test('open holds are shown with use, age and end, come within two seconds and go when they are settled', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn();
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/in-progress`);
  await page.getByText('Nothing runs on credits that are set aside.').waitFor();

  // Half a minute more than an hour: the page's clock moves by the second.
  const body = { credits: 20, category: 'ai', expiresInSeconds: 3_630, dimensions: { workflow: 'agent' } };
  const { hold } = (await service.call('POST', `/accounts/${accountId}/holds`, { body, key: 'h' })).json;
  const fromMs = performance.now();
  await page.getByText(hold.holdId).waitFor({ timeout: 5_000 });
  expect(performance.now() - fromMs).toBeLessThan(2_000);

  const [, row = []] = await tableText(page, '[data-testid=holds] table');
  expect(row[0]).toBe(`agent${hold.holdId}`);
  expect(row[2]).toContain('0 of 20');
  expect(row[3]).toMatch(/^\d seconds?$/);
  expect(row[4]).toMatch(/^in 60 minutes/);

  await service.call('POST', `/accounts/${accountId}/holds/${hold.holdId}/capture`, { body: { credits: 5 }, key: 'c' });
  await page.getByText('Nothing runs on credits that are set aside.').waitFor({ timeout: 5_000 });
  await close();
});

test.each([
  ['credits=10', ['Yes, now', 'It costs 10 credits, 100 are available']],
  ['credits=600', ['Not now', 'burst-1000 (1,000 credits, $12). It counts at once.', '500 are missing']],
  [
    'usage=infrastructure.migration.vm:3',
    ['Yes, now', 'It costs 75 credits', '3 of infrastructure.migration.vm: 75 credits'],
  ],
  ['usage=infrastructure.nothing:3', ['Unknown SKU']],
])('whether a job can run is the quote’s answer: %s', async (job, parts) => {
  const { service } = dashboard;
  await service.open('jobs', 'free');
  const { page, close } = await dashboard.visit(`/accounts/jobs/plan?${job}`);

  for (const part of parts) await page.getByText(part).first().waitFor({ timeout: 5_000 });
  await close();
});

test('a job is asked about by keyboard alone', async () => {
  const { service } = dashboard;
  await service.open('asked', 'free');
  const { page, close } = await dashboard.visit('/accounts/asked/plan');
  await page.getByRole('radio', { name: 'Credits' }).focus();

  await page.keyboard.press('Tab');
  await page.keyboard.type('150.5');
  await page.keyboard.press('Enter');
  await page.getByText('It costs 150.5 credits').waitFor();

  expect(page.url()).toContain('credits=150.5');
  await close();
});

test('packs are those of the plan, with what 1,000 credits cost', async () => {
  const { service } = dashboard;
  await service.open('packs');
  const { page, close } = await dashboard.visit('/accounts/packs/plan');
  await page.getByText('burst-5000').first().waitFor();

  const rows = await tableText(page, 'section[aria-label="Add-on packs"] table');
  expect(rows.slice(1)).toEqual([
    ['burst-1000 Buy', '1,000', '$12', '$12', 'With the cycle'],
    ['burst-5000 Buy', '5,000', '$55', '$11', 'With the cycle'],
  ]);
  await close();
});
