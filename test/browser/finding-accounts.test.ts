import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  for (const [accountId, credits] of [
    ['spent', 5_000],
    ['low', 4_900],
  ] as const) {
    await service.open(accountId);
    const body = { credits, category: 'ai' };
    expect((await service.call('POST', `/accounts/${accountId}/debits`, { key: 'charge', body })).status).toBe(201);
  }
  await service.consumed();
});
afterAll(() => dashboard?.stop());

test('an account is found by its name, and the page says it wherever the account is named', async () => {
  const accountId = await dashboard.openOwn();
  const name = (body: object): Promise<unknown> =>
    dashboard.service.call('PUT', `/accounts/${accountId}/details`, { body });
  await name({ name: 'Meridian Robotics International', externalId: 'crm-77' });
  const { page, close } = await dashboard.visit('/', { viewport: narrow });
  await page.getByRole('searchbox', { name: 'Find accounts' }).fill('robot');
  const link = page.getByRole('link', { name: 'Meridian Robotics' });
  await link.waitFor();
  await page.getByRole('link', { name: 'spent' }).waitFor({ state: 'detached' });

  const rows = await tableText(page, '[data-testid=fleet] table');
  expect(rows.length).toBe(2);
  expect(rows[1]?.[0]).toBe(`Meridian Robotics International${accountId} · crm-77`);
  expect(await cutCells(page)).toEqual([]);
  expect(await violations(page)).toEqual([]);

  await link.click();
  await page.locator('.bar-account', { hasText: 'Meridian Robotics' }).waitFor();
  await expect.poll(() => page.title()).toBe('Overview · Meridian Robotics International · Credits');
  await page.goBack();
  await page.getByRole('link', { name: 'Meridian Robotics' }).waitFor();
  expect(page.url()).toContain('search=robot');
  await close();
  await name({});
});

test('facets say how many accounts need somebody, and show them alone', async () => {
  const { page, close } = await dashboard.visit('/?sort=burn');
  const low = page.getByRole('button', { name: /^Low \d/ });
  await low.waitFor();
  const count = Number((await low.textContent())?.replace(/\D/g, ''));

  await low.click();
  await page.getByRole('heading', { name: 'Low' }).waitFor();
  await page.getByRole('link', { name: 'spent' }).waitFor({ state: 'detached' });

  const rows = await tableText(page, '[data-testid=fleet] table');
  expect(rows.length - 1).toBe(count);
  expect(rows[1]?.slice(0, 2)).toEqual(['low', 'Low']);
  expect(page.url()).toContain('facet=low');
  expect(page.url()).not.toContain('sort=');
  expect(await low.getAttribute('aria-pressed')).toBe('true');

  await low.click();
  await page.getByRole('link', { name: 'spent' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Low' }).waitFor();
  await close();
});
