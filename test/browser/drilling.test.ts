/** Exploring by hand: filters, splits and runs, without a pointer, on any screen, and back again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations, violationsInEveryLook } from './support/axe.ts';
import { csvRows, cutCells, download, startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
const groups = '[data-testid=groups]';

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('acme');
  for (const [user, credits] of [
    ['ada', 75.00025],
    ['grace', 100.66],
  ] as const)
    await service.call('POST', '/accounts/acme/debits', {
      body: { credits, category: 'ai', dimensions: { user } },
      key: user,
    });
});
afterAll(() => dashboard?.stop());

test('exploring needs no pointer: a filter is added, what is left is split, and Back undoes each step', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.waitForSelector(groups);
  await tabTo(page, 'Add a filter');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Filter by' }).waitFor();
  await tabTo(page, 'Which user');
  await page.keyboard.type('gra');
  await page.getByRole('option', { name: 'grace' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the filter User grace' }).waitFor();
  await expect.poll(() => page.getAttribute('[data-testid=usage-total]', 'value')).toBe('100.66');

  await tabTo(page, 'Split by', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Split by user' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('splitBy=dimension%3Auser');
  await page.getByText('grace', { exact: true }).first().waitFor();
  expect(await violations(page)).toEqual([]);

  await page.goBack();
  await page.waitForFunction(() => !window.location.hash.includes('splitBy'));
  await page.goBack();
  await expect.poll(() => page.getAttribute('[data-testid=usage-total]', 'value')).toBe('175.66025');
  await close();
});

test('whoever looks through suggestions and leaves them has chosen nothing', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage');
  await page.waitForSelector(groups);
  await page.getByRole('button', { name: 'Add a filter' }).click();
  const which = page.getByRole('combobox', { name: 'Which user' });
  await which.fill('gra');
  await page.getByRole('option', { name: 'grace' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');

  await page.getByRole('option', { name: 'grace' }).waitFor({ state: 'detached' });
  expect(await which.inputValue()).toBe('gra');
  expect(page.url()).not.toContain('dim.user');
  await close();
});

test.each([
  '/accounts/acme/usage?groupBy=dimension:user&splitBy=sku&dim.user=grace',
  '/accounts/acme/usage?measure=each&groupBy=dimension:user',
  '/accounts/acme/ledger?by=dimension:user',
  '/accounts/acme/ledger?by=dimension:user&search=grace',
  '/accounts/acme/ledger?entry=1',
])('what explores has nothing serious to say to axe in any look, and cuts nothing off: %s', async (address) => {
  const { page, close } = await dashboard.visit(address);
  await page.locator('[data-testid=groups], [data-testid=grouped], [data-testid=entries]').first().waitFor();
  if (address.includes('entry=')) await page.locator('dialog .figure').waitFor();
  if (address.includes('by=')) {
    await page.locator('.toggle').first().click();
    await page.waitForSelector('[data-testid=entries-below], .part-name');
  }
  expect(await violationsInEveryLook(page)).toEqual([]);
  expect(await cutCells(page)).toEqual([]);
  await close();
});

test('the file of a split table has each group’s own line, and then its parts, which add up to it', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/usage?groupBy=dimension:user&splitBy=sku');
  await page.waitForSelector(groups);
  const [, ...rows] = csvRows(await download(page, 'Download table'));
  const of = (isWhole: boolean): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    for (const [group = '', part, credits] of rows)
      if ((part === '') === isWhole) sums.set(group, (sums.get(group) ?? 0) + Math.round(Number(credits) * 1e6));
    return sums;
  };

  expect(rows.filter(([, part]) => part === '').length).toBeGreaterThan(1);
  expect(of(true)).toEqual(of(false));
  expect([...of(true).values()].reduce((sum, each) => sum + each, 0)).toBe(175_660_250);
  await close();
});

test.each([
  ['min=80', ['grace', '100.66']],
  ['search=ADA', ['ada', '75.00025']],
  ['type=debit&dim.user=ada', ['ada', '75.00025']],
  ['type=grant', []],
] as const)('lines for each are of the entries that a search, a kind or a size finds: %s', async (filter, told) => {
  const { page, close } = await dashboard.visit(`/accounts/acme/ledger?by=dimension:user&${filter}`);
  if (told.length === 0) await page.getByText('Nothing was charged in this time.').waitFor();
  else {
    await page.getByRole('button', { name: `Entries of ${told[0]}` }).click();
    await page.waitForSelector('[data-testid=entries-below] li');
    expect(await page.getAttribute('[data-testid=grouped-total]', 'value')).toBe(told[1]);
    expect(await page.locator('[data-testid=entries-below] li').count()).toBe(1);
    expect(
      csvRows(await download(page, 'Download CSV'))
        .slice(1)
        .map((row) => row.at(-1)),
    ).toEqual([told[1]]);
  }
  await close();
});

test('one run is one line, which opens to its entries and their receipts', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/ledger?by=dimension:user');
  await page.waitForSelector('[data-testid=grouped]');
  expect(await page.getAttribute('[data-testid=grouped-total]', 'value')).toBe('175.66025');
  await page.getByRole('button', { name: 'Entries of grace' }).click();
  await page.locator('[data-testid=entries-below]').getByText('Usage charged: AI').waitFor();
  await page
    .locator('[data-testid=entries-below]')
    .getByRole('button', { name: /^Receipt of entry/ })
    .click();
  await page.getByRole('dialog').getByText('100.66', { exact: true }).first().waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForSelector('[data-testid=grouped]');
  await close();
});

/** Goes by the keyboard to what has this name. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const focused = page.locator(':focus');
    const label = (await focused.count()) === 0 ? '' : await focused.evaluate(nameOf);
    if (label.includes(name)) return;
  }
  throw new Error(`the keyboard doesn’t come to ${name}`);
}

function nameOf(element: Element): string {
  const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
  const own = `${element.getAttribute('aria-label') ?? ''} ${element.textContent ?? ''}`;
  return [own, ...labels.map((label) => label?.textContent ?? '')].join(' ');
}
