/** An account's timeline, for operators and for its customer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { narrow, startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
});
afterAll(() => dashboard?.stop());

test('tells in words, by day, what happened to an account, and leaves out what it used', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn();
  const send = (method: string, path: string, key: string, body: object) =>
    service.call(method, `/accounts/${accountId}${path}`, { key, body });
  for (let at = 0; at < 5; at += 1) await send('POST', '/debits', `use ${at}`, { credits: 1, category: 'ai' });
  await send('POST', '/purchases', 'buy', { packId: 'burst-1000', paymentId: `pi_${accountId}` });
  await send('PUT', '/limits/ada', 'limit', { credits: 10, dimension: { name: 'user', value: 'ada' } });
  await send('POST', '/adjustments', 'gift', { credits: 25, reason: 'an outage', actor: 'ops@example.com' });
  await send('PUT', '/plan', 'plan', { planId: 'scale', when: 'next-cycle' });
  await send('POST', '/debits', 'too much', { credits: 90_000, category: 'ai' });
  await service.consumed();
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/timeline`, { viewport: narrow });
  await page.waitForSelector('[data-testid=timeline] .timeline-refused');

  const lines = await page.locator('[data-testid=timeline] li > span:last-child').allInnerTexts();
  expect(
    lines.map((line) => line.split(' · ').slice(0, 2).join(' · ')).map((line) => line.replace(/ at \d.*/, '')),
  ).toEqual([
    '1 use was turned away: not enough credits',
    'The plan changes to scale',
    '25 credits were given · an outage, by ops@example.com',
    'Spending limit ada: 10 credits a cycle for user ada · local',
    'The pack burst-1000 was bought: 1,000 credits · local',
    'The account was opened on the plan team, with 5,000 credits · local',
  ]);
  expect(await violationsInEveryLook(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(narrow.width);

  await page
    .getByTitle(/^Entry /)
    .first()
    .click();
  await page.getByText('As the API has it').waitFor();
  expect(page.url()).toContain('/ledger?entry=');
  await close();
});
