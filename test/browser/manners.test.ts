import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openThreeAccounts } from './support/accounts.ts';
import { violationsInEveryLook } from './support/axe.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard, type VisitOptions } from './support/dashboard.ts';

let dashboard: TestDashboard;

/** Pages of an account, each with what shows that it is there. */
const pages = [
  ['Overview', '', '[data-testid=sources], [data-testid=available]'],
  ['Usage', '/usage', '[data-testid=usage-sum]'],
  ['Ledger', '/ledger', '[data-testid=entries] tbody button'],
  ['Timeline', '/timeline', '[data-testid=timeline] li'],
  ['Statements', '/statements', '[data-testid=statement]'],
  ['In progress', '/in-progress', '[data-testid=holds] tbody td'],
  ['Plan and add-ons', '/plan?credits=10', '[data-testid=verdict]'],
] as const;

/** An account with everything, a fresh one, and one at zero. */
const accounts = ['full', 'fresh', 'spent'] as const;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  await openThreeAccounts(dashboard);
});
afterAll(() => dashboard?.stop());

/** As long as a bar takes to say its value to whoever can’t see it. */
const saidAfterMs = 2_500;

describe.concurrent.each(pages)('%s', (title, path, ready) => {
  test.each(accounts)('of the account %s is there, in every look, with nothing serious for axe', async (accountId) => {
    const { page, close } = await dashboard.visit(`/accounts/${accountId}${path}`);
    await page.waitForSelector(ready);
    const shownMs = performance.now();
    expect(await page.textContent('h1')).toBe(title);

    expect(await violationsInEveryLook(page)).toEqual([]);
    // Nothing is wider than a small screen, and no table hides a part of itself.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width);
    expect(await cutCells(page)).toEqual([]);
    await page.waitForTimeout(Math.max(0, saidAfterMs - (performance.now() - shownMs)));
    expect(await page.innerText('body')).not.toMatch(/\d\.\d{7}/);
    await close();
  });

  test('says that nothing can be shown while the service fails, and shows it once it answers', async () => {
    let isFailing = true;
    const { page, close } = await dashboard.visit(
      `/accounts/full${path}`,
      failing(() => isFailing),
    );
    await page.getByRole('alert').filter({ hasText: 'The service can’t be reached' }).first().waitFor();
    expect(await violationsInEveryLook(page)).toEqual([]);

    isFailing = false;
    // It asks again by itself, too: the button may be gone before it is pressed.
    const pressed = page.getByRole('button', { name: 'Try again' }).first().click();
    await Promise.race([pressed.catch(() => {}), page.waitForSelector(ready)]);
    await page.waitForSelector(ready);
    await page.getByText('The service can’t be reached').first().waitFor({ state: 'detached' });
    await close();
  });

  test('moves nothing when it is read again, keeps what it shows while the service fails, and says that it is old', async () => {
    const { service } = dashboard;
    let isFailing = false;
    const { page, close } = await dashboard.visit(
      `/accounts/full${path}`,
      failing(() => isFailing),
    );
    await page.waitForSelector(ready);
    await page.waitForLoadState('networkidle').catch(() => {});
    await page.evaluate(watchShifts);
    const debit = { body: { credits: 0.5, category: 'ai' }, key: `again ${title}` };
    await service.call('POST', '/accounts/full/debits', debit);
    // Several reads: the account's, and those that follow it.
    await page.waitForTimeout(3_000);
    expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toBeLessThan(0.01);

    isFailing = true;
    await page.getByText('may be out of date').first().waitFor();
    expect(await page.locator(ready).count()).toBeGreaterThan(0);
    expect(await violationsInEveryLook(page)).toEqual([]);
    await close();
  });
});

/** Requests to the API meet a connection that is closed. */
function failing(isFailing: () => boolean): VisitOptions {
  return {
    prepare: async (page) => {
      await page.route(/\/(accounts|plans|quotes|rate-cards)\b/, (route) =>
        isFailing() ? route.abort() : route.fallback(),
      );
    },
  };
}

/** Adds up what moves from now on without the person's doing. */
function watchShifts(): void {
  Reflect.set(window, 'shifts', 0);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (Reflect.get(entry, 'hadRecentInput') !== true)
        Reflect.set(window, 'shifts', Reflect.get(window, 'shifts') + Reflect.get(entry, 'value'));
  }).observe({ type: 'layout-shift' });
}
