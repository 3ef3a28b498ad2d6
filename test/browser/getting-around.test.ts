/** Getting around: by keyboard, on a small screen, in the theme of one's choice, at addresses that are none. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openThreeAccounts } from './support/accounts.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard, wide } from './support/dashboard.ts';

let dashboard: TestDashboard;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  await openThreeAccounts(dashboard);
});
afterAll(() => dashboard?.stop());

test('a receipt fits a small screen', async () => {
  const { json } = await dashboard.service.call('GET', '/accounts/full/ledger?order=desc&limit=1');
  const [{ seq, at }] = json.entries;
  const { page, close } = await dashboard.visit(`/accounts/full/ledger?entry=${seq}&at=${at}`, { viewport: narrow });
  const sheet = page.getByRole('dialog');
  await sheet.getByText('As the API has it').waitFor();

  expect(await cutCells(page)).toEqual([]);
  expect(await sheet.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await close();
});

test('pages are gone through by keyboard: skip link, navigation, content', async () => {
  const { page, close } = await dashboard.visit('/accounts/full');
  await page.waitForSelector('[data-testid=available]');

  await page.keyboard.press('Tab');
  expect(await focusOf(page)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');

  await page.getByRole('link', { name: 'Overview' }).focus();
  await page.keyboard.press('Tab');
  expect(await focusOf(page)).toBe('Usage');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-testid=usage-sum]');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  expect(await page.title()).toBe('Usage · full · Credits');
  await close();
});

test('the theme is the system’s until one is chosen, and stays chosen', async () => {
  const { page, close } = await dashboard.visit('/accounts/full', { colorScheme: 'dark' });
  await page.waitForSelector('[data-testid=available]');
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(15, 20, 26)');

  await page.getByLabel('Theme').selectOption('light');
  expect(await background()).toBe('rgb(249, 249, 251)');
  await page.reload();
  await page.waitForSelector('[data-testid=available]');
  expect(await background()).toBe('rgb(249, 249, 251)');
  await close();
});

test('a page that is gone back to shows what it had, though the service fails', async () => {
  const { page, close } = await dashboard.visit('/accounts/full/statements');
  await page.waitForSelector('[data-testid=statement]');
  await page.getByRole('link', { name: 'Timeline' }).click();
  await page.waitForSelector('[data-testid=timeline] li');
  await page.route(/\/accounts\//, (route) => route.abort());

  await page.goBack();
  await page.waitForSelector('[data-testid=statement]', { timeout: 2_000 });
  await page.getByText('The statement may be out of date').waitFor();
  await close();
});

test('an address that is no page says so, and an account that isn’t there too', async () => {
  const nowhere = await dashboard.visit('/nowhere');
  await nowhere.page.getByText('There is no such page').waitFor();
  const nobody = await dashboard.visit('/accounts/nobody');
  await nobody.page.getByRole('alert').waitFor();
  expect(await nobody.page.getByRole('alert').textContent()).toContain('No such account');
  await Promise.all([nowhere.close(), nobody.close()]);
});

test('no request is made while the tab is hidden', async () => {
  const { page, close } = await dashboard.visit('/accounts/full', { viewport: wide });
  await page.waitForSelector('[data-testid=available]');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  // What was under way or waited for ends.
  await page.waitForTimeout(2_000);
  let requests = 0;
  page.on('request', () => {
    requests += 1;
  });
  await page.waitForTimeout(3_000);

  expect(requests).toBe(0);
  await close();
});

function focusOf(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
