/** The bar of the service on this machine: it moves the clock, and has credits used. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asDeployed } from './support/as-deployed.ts';
import { violations } from './support/axe.ts';
import { narrow, startTestDashboard, type TestDashboard, type Visit, wide } from './support/dashboard.ts';

let dashboard: TestDashboard;
let visit: Visit;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());
afterEach(() => visit?.close());

const bar = 'aside[aria-label="This machine"]';
const ready = '[data-testid=sources]';
const dayMs = 86_400_000;

function shownMs(): Promise<number> {
  return visit.page
    .locator('[data-testid=local-clock]')
    .getAttribute('datetime')
    .then((text) => Date.parse(text ?? ''));
}

test('the slider chooses how far the clock goes ahead, by keyboard too, and the page follows at once', async () => {
  const accountId = await dashboard.openOwn('free');
  visit = await dashboard.visit(`/accounts/${accountId}`);
  const { page } = visit;
  await page.getByText('plan-0', { exact: true }).waitFor();
  const beforeMs = await shownMs();
  expect(Math.abs(beforeMs - dashboard.service.clock.nowMs())).toBeLessThan(5_000);

  await page.getByRole('slider', { name: 'Move ahead' }).focus();
  await page.keyboard.press('End');
  expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toBe('31 days');
  await page.getByRole('button', { name: '31 days ahead' }).click();

  await page.getByText('Moved ahead 31 days.').waitFor();
  await page.waitForSelector(ready);
  expect((await shownMs()) - beforeMs).toBeGreaterThan(31 * dayMs - 5_000);
  expect((await shownMs()) - beforeMs).toBeLessThan(31 * dayMs + 60_000);
  // The cycle after the first.
  await page.getByText('plan-1', { exact: true }).waitFor();
});

test('“Make traffic” has credits used, which the page shows', async () => {
  visit = await dashboard.visit('/accounts/demo');
  const { page } = visit;
  const available = page.locator('[data-testid=available]');
  await available.waitFor();
  const before = await available.textContent();

  await page.getByRole('button', { name: 'Make traffic' }).click();

  await page.getByText(/\d+ charged, \d+ refused\./).waitFor();
  await page.waitForFunction(
    (text) => {
      const shown = document.querySelector('[data-testid=available]')?.textContent;
      return shown !== undefined && shown !== text;
    },
    before,
    { timeout: 10_000 },
  );
});

test.each([
  ['wide', 'light', wide],
  ['wide', 'dark', wide],
  ['narrow', 'light', narrow],
  ['narrow', 'dark', narrow],
] as const)(
  'the bar passes axe, %s and %s, and nothing of the page stays under it',
  async (_, colorScheme, viewport) => {
    visit = await dashboard.visit('/accounts/demo', { viewport, colorScheme });
    const { page } = visit;
    await page.waitForSelector(ready);

    expect(await violations(page)).toEqual([]);
    const isClear = await page.evaluate((selector) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      const end = document.querySelector('main')?.getBoundingClientRect().bottom ?? Number.NaN;
      const top = document.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN;
      return end <= top + 1;
    }, bar);
    expect(isClear).toBe(true);
  },
);

test('no other service has it', async () => {
  visit = await dashboard.visit('/accounts/demo', {
    prepare: asDeployed,
  });
  await visit.page.waitForSelector(ready);

  expect(await visit.page.locator(bar).count()).toBe(0);
});
