/** The guides and the reference in a browser: wide and small, light and dark, searched, copied from, and without a script that the policy forbids. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';
import { violations } from './support/axe.ts';
import { launchChromium } from './support/chromium.ts';
import { narrow } from './support/dashboard.ts';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  browser = await launchChromium();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await service.stop();
});

async function visited(path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${service.url}/docs/${path}`);
  return { page, faults };
}

test.each([
  'index.html',
  'start.html',
  'api/usage.html',
  'api/problems.html',
  'troubleshooting.html',
  'operating.html',
])('%s is read in both themes, wide and on a small screen, with nothing serious for axe', async (path) => {
  const { page, faults } = await visited(path);
  for (const viewport of [{ width: 1_400, height: 900 }, narrow]) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the search finds a recipe by what it is about, by keyboard alone', async () => {
  const { page, faults } = await visited('index.html');
  await page.keyboard.press('/');
  await page.keyboard.type('refund');
  await page.waitForSelector('.search li a');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/refunds.html');

  expect(await page.textContent('h1')).toContain('Refund credits');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('what isn’t of the page is not printed, and code is copied as it stands', async () => {
  const { page } = await visited('start.html', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('.code button');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('npm ci && npm start');

  await page.emulateMedia({ media: 'print' });
  expect(await page.isVisible('nav.contents')).toBe(false);
  expect(await page.isVisible('.code button')).toBe(false);
  expect(await page.isVisible('main h1')).toBe(true);
  await page.context().close();
});
