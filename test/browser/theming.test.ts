/** The look of parts: one theme of variables, from right to left, with the person’s own colours, and large enough to be hit. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { narrow, startTestDashboard, type TestDashboard, wide } from './support/dashboard.ts';

const pages = [
  ['/accounts/acme', '[data-testid=sources]'],
  ['/accounts/acme/usage', '[data-testid=groups]'],
  ['/accounts/acme/ledger', '[data-testid=entries] tbody button'],
  ['/accounts/acme/statements', '[data-testid=statement]'],
  ['/accounts/acme/plan?credits=10', '[data-testid=verdict]'],
  ['/', '[data-testid=fleet] tbody a'],
] as const;

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('acme');
  for (const user of ['ada', 'grace'])
    await service.call('POST', '/accounts/acme/debits', {
      body: { credits: 12.5, category: 'ai', dimensions: { user } },
      key: user,
    });
  await service.open('spent', 'free');
  await service.call('POST', '/accounts/spent/debits', { body: { credits: 100, category: 'ai' }, key: 'all' });
});
afterAll(() => dashboard?.stop());

test('an app that sets the accent has it in buttons, links, drawings and what is chosen', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.waitForSelector('[data-testid=groups]');
  await page.evaluate(() => document.documentElement.style.setProperty('--accent', 'rgb(120, 0, 120)'));

  expect(await styleOf(page, '.button', 'color')).toBe('rgb(120, 0, 120)');
  expect(await styleOf(page, '[data-testid=groups] a', 'color')).toBe('rgb(120, 0, 120)');
  expect(await styleOf(page, '.segments label:has(:checked)', 'background-color')).toBe('rgb(120, 0, 120)');
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.waitForSelector('.burn-down');
  expect(await styleOf(page, '.burn-down-past', 'stroke')).toBe('rgb(120, 0, 120)');
  await close();
});

test('a notice of an error has the colour of errors', async () => {
  const { page, close } = await dashboard.visit('/accounts/spent');
  await page.getByText('No credits are left', { exact: true }).waitFor();
  expect(await styleOf(page, '.notice-error', 'border-top-color')).toBe('rgb(219, 0, 0)');
  await close();
});

test.each(pages)(
  'from right to left nothing is beside the screen, and axe has nothing serious to say: %s',
  async (address, ready) => {
    const { page, close } = await dashboard.visit(address);
    await page.waitForSelector(ready);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    for (const viewport of [wide, narrow]) {
      await page.setViewportSize(viewport);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      expect(await violations(page)).toEqual([]);
    }
    await close();
  },
);

test.each(pages)('whatever is pressed is 24 pixels wide and high at least: %s', async (address, ready) => {
  const { page, close } = await dashboard.visit(address);
  await page.waitForSelector(ready);
  for (const viewport of [wide, narrow]) {
    await page.setViewportSize(viewport);
    const sizes = await pressedSizes(page);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.filter(({ width, height }) => width < 24 || height < 24)).toEqual([]);
  }
  await close();
});

test('where the person’s own colours are used, what is chosen has an edge; where motion is unwanted, nothing moves', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage', {
    forcedColors: 'active',
    reducedMotion: 'reduce',
  });
  await page.waitForSelector('[data-testid=groups]');

  expect(await styleOf(page, '.segments label:has(:checked)', 'outline-style')).toBe('solid');
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
  await close();
});

function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

/** Sizes of what is pressed, its label included; links that stand in a line of text are left out, as WCAG does. */
function pressedSizes(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('button:not(.skip), select, summary, input:not(.unseen), .segments label')]
      .map((element) => element.closest('label') ?? element)
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return { what: `${element.tagName} ${element.textContent?.slice(0, 40)}`, width, height };
      })
      .filter(({ width, height }) => width > 0 && height > 0),
  );
}
