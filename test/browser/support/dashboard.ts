/** A service with its dashboard, and a browser that looks at it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LocalServiceOptions } from '../../../infra/local/service.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';
import { launchChromium } from './chromium.ts';

export interface TestDashboard {
  readonly service: TestService;
  /** Opens an account that nothing else uses, so that a test which changes one can be tried again. */
  openOwn(planId?: string): Promise<string>;
  /** Opens an address behind the `#`. Whatever the page complains about in the console fails the test that closes it. */
  visit(address: string, options?: VisitOptions): Promise<Visit>;
  stop(): Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Before the page is loaded: to stand in the way of requests. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export interface Visit {
  readonly page: Page;
  /** Faults of the page: exceptions, and what the content security policy had to forbid. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 390, height: 844 };

export async function startTestDashboard(options: Partial<LocalServiceOptions> = {}): Promise<TestDashboard> {
  const [service, browser] = await Promise.all([startTestService(options), launchChromium()]);
  // The first request builds the page, if it isn't.
  expect((await fetch(`${service.url}/dashboard/`)).status).toBe(200);
  let opened = 0;
  return {
    service,
    openOwn: async (planId) => {
      opened += 1;
      const accountId = `own-${opened}`;
      await service.open(accountId, planId);
      return accountId;
    },
    visit: (address, options = {}) => visit(browser, `${service.url}/dashboard/#${address}`, options),
    stop: async () => {
      await browser.close();
      await service.stop();
    },
  };
}

async function visit(browser: Browser, url: string, { prepare, ...options }: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    viewport: wide,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:|unique "key"/i.test(message.text())) faults.push(message.text());
  });
  await prepare?.(page);
  await page.goto(url);
  return {
    page,
    faults,
    close: async () => {
      await context.close();
      expect(faults).toEqual([]);
    },
  };
}

/** The text of a table, row by row, its head first; white space as one blank. */
export function tableText(page: Page, selector: string): Promise<readonly (readonly string[])[]> {
  return page
    .locator(selector)
    .evaluate((table) =>
      [...table.querySelectorAll('tr')].map((row) =>
        [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
      ),
    );
}

/** Cells of tables of which a part is out of sight: beyond the screen, or beyond what holds them. */
export function cutCells(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const edgeOf = (element: Element | null): number => {
      if (element === null) return window.innerWidth;
      const isOpen = getComputedStyle(element).overflowX === 'visible';
      const edge = edgeOf(element.parentElement);
      return isOpen ? edge : Math.min(edge, element.getBoundingClientRect().right);
    };
    const isCut = (cell: Element): boolean => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return [...range.getClientRects()].some(({ right }) => right > edgeOf(cell) + 1);
    };
    return [...document.querySelectorAll('th, td')].filter(isCut).map((cell) => cell.textContent ?? '');
  });
}

/** The file that a button saves. */
export async function download(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Rows of a file of ours, without its quoting: none of its cells has a line's end in it here. */
export function csvRows(text: string): readonly (readonly string[])[] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)])
    .map((cells) => cells.map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain));
}

/** An amount as pages write it: by two decimals. */
export function shown(credits: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(credits);
}

/** An amount as receipts write it. */
export function exactly(credits: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 6 }).format(credits);
}
