/** The checks of pages would notice: faults that are planted are found. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openThreeAccounts } from './support/accounts.ts';
import { violations } from './support/axe.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  await openThreeAccounts(dashboard);
});
afterAll(() => dashboard?.stop());

test('axe does find what is planted', async () => {
  const { page, close } = await dashboard.visit('/accounts/full');
  await page.waitForSelector('[data-testid=available]');
  await page.evaluate(() => {
    const image = document.createElement('img');
    const faint = Object.assign(document.createElement('p'), { textContent: 'hard to read' });
    faint.style.color = '#eeeeee';
    document.querySelector('main')?.append(image, faint);
  });

  expect((await violations(page)).map((found) => found.split(':')[0])).toEqual(['color-contrast', 'image-alt']);
  await close();
});

test('a cell that is cut off is found', async () => {
  const { page, close } = await dashboard.visit('/accounts/full', { viewport: narrow });
  await page.waitForSelector('[data-testid=sources]');
  const cell = page.locator('[data-testid=sources] tbody td').last();
  await cell.evaluate((element) => element.append('0,000,000,000,000,000,000'));

  expect(await cutCells(page)).toContain(await cell.textContent());
  await close();
});
