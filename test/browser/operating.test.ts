import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { cutCells, shown, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  for (let index = 0; index < 30; index += 1) await service.open(`many-${index}`);
  for (const accountId of ['spent', 'low', 'busy']) await service.open(accountId);
  await charge('spent', 5_000);
  await charge('low', 4_900);
  await charge('busy', 2_000);
  await service.consumed();
});
afterAll(() => dashboard?.stop());

test('exhausted and low accounts come first, with the figures that the accounts themselves tell', async () => {
  const { page, close } = await dashboard.visit('/');
  await page.getByRole('link', { name: 'spent' }).waitFor();

  const rows = await tableText(page, '[data-testid=fleet] table');

  expect(rows.slice(1, 4).map(([account]) => account)).toEqual(['spent', 'low', 'busy']);
  expect(rows[1]?.[1]).toMatch(/^Exhausted/);
  expect(rows[2]?.[1]).toBe('Low');
  for (const [account = '', , available] of rows.slice(1, 5)) {
    const { json } = await dashboard.service.call('GET', `/accounts/${account}`);
    expect(available, account).toBe(shown(Math.round(json.available * 100) / 100));
  }
  await close();
});

test('order and search are in the address, and another of either begins at the first page', async () => {
  const { page, close } = await dashboard.visit('/?sort=burn');
  await page.getByRole('link', { name: 'spent' }).waitFor();
  const [, first, second] = await tableText(page, '[data-testid=fleet] table');
  expect([first?.[0], second?.[0]]).toEqual(['spent', 'low']);

  await page.getByRole('button', { name: 'Next page' }).click();
  await expect.poll(() => page.url()).toContain('cursor=');
  await page.getByRole('searchbox').fill('lo');
  await page.getByRole('link', { name: 'low' }).waitFor();

  await expect.poll(async () => (await tableText(page, '[data-testid=fleet] table')).length).toBe(2);
  expect(page.url()).toContain('search=lo');
  expect(page.url()).not.toContain('cursor=');
  await close();
});

test('the pages together show every account once', async () => {
  const { page, close } = await dashboard.visit('/?sort=available');
  await page.getByRole('link', { name: 'spent' }).waitFor();
  const seen = (await tableText(page, '[data-testid=fleet] table')).slice(1).map(([account]) => account);

  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'spent' }).waitFor({ state: 'detached' });
  seen.push(...(await tableText(page, '[data-testid=fleet] table')).slice(1).map(([account]) => account));

  const { json } = await dashboard.service.call('GET', '/accounts');
  expect(seen.toSorted()).toEqual(json.accountIds.toSorted());
  await close();
});

test('an account that runs out is first within seconds, and its customer’s view is one step away', async () => {
  const accountId = await dashboard.openOwn();
  const { page, close } = await dashboard.visit('/?sort=available');
  await page.getByRole('link', { name: 'spent' }).waitFor();

  await charge(accountId, 5_000);
  const link = page.getByRole('link', { name: accountId });
  await link.waitFor({ timeout: 10_000 });
  await link.click();

  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  expect(page.url()).toContain(`#/accounts/${accountId}`);
  await close();
});

test('plans and rate cards are shown by version, with the prices of the one in effect', async () => {
  const { page, close } = await dashboard.visit('/catalogue');
  await page.waitForSelector('[data-testid=prices]');
  const { plans } = (await dashboard.service.call('GET', '/plans')).json;
  const { inEffect } = (await dashboard.service.call('GET', '/rate-cards')).json;

  const rows = await tableText(page, '[data-testid=plans]');

  expect(rows.length - 1).toBe(plans.length);
  expect(rows.find(([name]) => name === 'Team team')).toEqual(expect.arrayContaining(['5,000', '$45']));
  await page.getByText(`${inEffect} in effect`).first().waitFor();
  await page.getByRole('searchbox').fill('infrastructure.backup');
  await expect
    .poll(async () => (await tableText(page, '[data-testid=prices]')).slice(1))
    .toEqual([['infrastructure.backup.gb', 'Infrastructure', '2', '100 GB']]);
  await close();
});

test('the service’s health is told, and what can’t be read is said', async () => {
  const { page, close } = await dashboard.visit('/service-health');
  await page.getByText('All clear').waitFor();
  expect(await tableText(page, '[data-testid=queues]')).toContainEqual(['due', 'Waits for workers', '0']);
  await close();

  const failing = await dashboard.visit('/service-health', {
    prepare: async (loaded) => {
      await loaded.route('**/service-health', (route) => route.abort());
    },
  });
  await failing.page.getByText('The service can’t be reached').waitFor();
  await failing.close();
});

test('findings come first, each with what it means', async () => {
  const { page, close } = await dashboard.visit('/service-health', {
    prepare: async (loaded) => {
      await loaded.route('**/service-health', async (route) => {
        const response = await route.fetch();
        const alarms = [{ name: 'credits-prod-a', matter: 'It fails.', since: '2026-11-01T00:00:00.000Z' }];
        await route.fulfill({ response, json: { ...(await response.json()), findings: ['alarm-rings'], alarms } });
      });
    },
  });

  await page.getByText('An alarm rings').waitFor();
  expect((await tableText(page, '[data-testid=alarms]'))[1]?.slice(0, 2)).toEqual(['credits-prod-a', 'It fails.']);
  await close();
});

describe.each([
  ['Accounts', '/', '[data-testid=fleet] tbody td'],
  ['Plans and prices', '/catalogue', '[data-testid=prices]'],
  ['Service health', '/service-health', '[data-testid=health]'],
])('%s', (title, address, ready) => {
  test('has nothing serious for axe in any look, and cuts nothing off', async () => {
    const { page, close } = await dashboard.visit(address);
    await page.waitForSelector(ready);

    expect(await page.textContent('h1')).toBe(title);
    expect(await violationsInEveryLook(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await cutCells(page)).toEqual([]);
    await close();
  });
});

async function charge(accountId: string, credits: number): Promise<void> {
  const body = { credits, category: 'ai' };
  await dashboard.service.call('POST', `/accounts/${accountId}/debits`, { body, key: `charge ${accountId}` });
}
