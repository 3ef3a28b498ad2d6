/** The manners that every page owes to whoever looks at it: each with data, empty, failing and at zero. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cutCells,
  narrow,
  startTestDashboard,
  type TestDashboard,
  type VisitOptions,
  wide,
} from './support/dashboard.ts';

let dashboard: TestDashboard;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pages of an account, each with what shows that it is there. */
const pages = [
  ['Overview', '', '[data-testid=sources], [data-testid=available]'],
  ['Usage', '/usage', '[data-testid=usage-sum]'],
  ['Ledger', '/ledger', '[data-testid=entries] tbody button'],
  ['Statements', '/statements', '[data-testid=statement]'],
  ['In progress', '/in-progress', '[data-testid=holds] tbody td'],
  ['Plan and add-ons', '/plan?credits=10', '[data-testid=verdict]'],
] as const;

/** An account with everything, a fresh one, and one at zero. */
const accounts = ['full', 'fresh', 'spent'] as const;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  const post = (path: string, body: object): Promise<unknown> =>
    service.call('POST', path, { body, key: JSON.stringify(body) });
  await service.open('full');
  await service.open('fresh');
  await service.open('spent', 'free');
  await post('/accounts/full/purchases', { packId: 'burst-1000', paymentId: 'pi_1' });
  await post('/accounts/full/holds', { credits: 50, category: 'ai' });
  for (const quantity of [1, 2, 3, 4]) {
    await post('/accounts/full/debits', {
      usage: [{ sku: 'infrastructure.backup.gb', quantity }],
      dimensions: { user: 'ada' },
    });
    await post('/accounts/full/debits', {
      usage: [{ sku: 'ai.gpt-4o.input-token', quantity }],
      dimensions: { user: 'bob' },
    });
  }
  await post('/accounts/spent/debits', { credits: 100, category: 'ai' });
});
afterAll(() => dashboard?.stop());

describe.each(pages)('%s', (title, path, ready) => {
  test.each(accounts)('of the account %s is there, in both themes, with nothing serious for axe', async (accountId) => {
    const { page, close } = await dashboard.visit(`/accounts/${accountId}${path}`);
    await page.waitForSelector(ready);
    expect(await page.textContent('h1')).toBe(title);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await close();
  });

  test('fits a small screen: nothing is wider, and no table hides a part of itself', async () => {
    const { page, close } = await dashboard.visit(`/accounts/full${path}`, { viewport: narrow });
    await page.waitForSelector(ready);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width);
    expect(await cutCells(page)).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await close();
  });

  test('says that nothing can be shown while the service fails, and shows it once it answers', async () => {
    let isFailing = true;
    const { page, close } = await dashboard.visit(
      `/accounts/full${path}`,
      failing(() => isFailing),
    );
    await page.getByRole('alert').filter({ hasText: 'The service can’t be reached' }).first().waitFor();
    expect(await violations(page)).toEqual([]);

    isFailing = false;
    // It asks again by itself, too: the button may be gone before it is pressed.
    const pressed = page.getByRole('button', { name: 'Try again' }).first().click();
    await Promise.race([pressed.catch(() => {}), page.waitForSelector(ready)]);
    await page.waitForSelector(ready);
    await page.getByText('The service can’t be reached').first().waitFor({ state: 'detached' });
    await close();
  });

  test('keeps what it shows while the service fails, and says that it is old', async () => {
    let isFailing = false;
    const { page, close } = await dashboard.visit(
      `/accounts/full${path}`,
      failing(() => isFailing),
    );
    await page.waitForSelector(ready);

    isFailing = true;
    await page.getByText('may be out of date').first().waitFor();
    expect(await page.locator(ready).count()).toBeGreaterThan(0);
    await close();
  });

  test('moves nothing when it is read again', async () => {
    const { service } = dashboard;
    const { page, close } = await dashboard.visit(`/accounts/full${path}`);
    await page.waitForSelector(ready);
    await page.waitForLoadState('networkidle').catch(() => {});
    await page.evaluate(watchShifts);
    await service.call('POST', '/accounts/full/debits', {
      body: { credits: 0.5, category: 'ai' },
      key: `again ${title}`,
    });
    // Several reads: the account's, and those that follow it.
    await page.waitForTimeout(3_000);

    expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toBeLessThan(0.01);
    await close();
  });
});

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

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (Reflect.get(window, 'axe') as typeof import('axe-core')).run();
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  });
}

function focusOf(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
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
