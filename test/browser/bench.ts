/**
 * `npm run bench:dashboard`: how long a person waits, in a real browser, with an account of 100,000 entries and 400 days of
 * usage. `-- --record` writes what was measured into RECORD.md beside this file.
 */
import '../../infra/local/quiet.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page, Response } from 'playwright-core';
import { createStillClock } from '../../infra/local/clock.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { startLocalService } from '../../infra/local/service.ts';
import { launchChromium } from './support/chromium.ts';
import { livePast, send } from './support/past.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '400' },
    debits: { type: 'string', default: '250' },
    runs: { type: 'string', default: '5' },
    record: { type: 'boolean', default: false },
  },
});
const startMs = Date.parse('2026-11-14T14:00:00.000Z');
const waitMs = 60_000;

/** The days around the middle of the past. */
function halfway(offset: number): string {
  return new Date(startMs + (Math.floor(Number(values.days) / 2) + offset) * 86_400_000).toISOString();
}

const paints = [
  ['Overview', '/accounts/long', '[data-testid=sources]'],
  ['Overview with burn and run-out', '/accounts/long', '[data-testid=burn] td:has-text(".")'],
  ['Usage, this cycle by category', '/accounts/long/usage', '[data-testid=groups]'],
  ['Usage, 400 days by SKU', '/accounts/long/usage?period=400d&groupBy=sku', '[data-testid=groups]'],
  ['Usage, 7 days by hour', '/accounts/long/usage?interval=hour&period=7d', '[data-testid=groups]'],
  ['Ledger, newest entries', '/accounts/long/ledger', '[data-testid=entries] tbody button'],
  [
    'Ledger, a day halfway back',
    `/accounts/long/ledger?from=${halfway(0)}&to=${halfway(1)}`,
    '[data-testid=entries] tbody button',
  ],
  ['Statement of a cycle', '/accounts/long/statements', '[data-testid=statement]'],
] as const;

const olderPages = 20;
const catchUpTriesMax = 300;
const catchUpPauseMs = 1_000;
/** Looks at a trend that doesn't move, before another charge. */
const standsMax = 15;

interface Line {
  readonly name: string;
  readonly mediansMs: number;
  readonly worstMs: number;
  readonly note: string;
}

const clock = createStillClock(startMs);
const dataDir = mkdtempSync(join(tmpdir(), 'credits-bench-dashboard-'));
const seq = await seed();
// The stream's consumer and the schedules begin with all of it behind them, and catch up by the ledger.
const service = await startLocalService({ port: 0, engine: defaultEngine(), clock, dataDir });
const browser = await launchChromium();
try {
  await caughtUp();
  const lines = [...(await measurePaints(browser)), ...(await measureInteraction(browser))];
  const text = report(lines, { seq, days: Number(values.days) });
  console.log(text);
  if (values.record) writeFileSync(new URL('./RECORD.md', import.meta.url), text);
} finally {
  await browser.close();
  await service.stop();
  rmSync(dataDir, { recursive: true });
}

/** Without stream and schedules, which would verify the growing ledger once for each of its days. */
async function seed(): Promise<number> {
  const seeding = await startLocalService({ port: 0, engine: defaultEngine(), clock, dataDir, hasSchedules: false });
  const fromMs = performance.now();
  const [days, debitsADay] = [Number(values.days), Number(values.debits)];
  await livePast(seeding.url, clock, { accountId: 'long', planId: 'scale', days, debitsADay, credits: 0.5 });
  const account = (await (await fetch(`${seeding.url}/accounts/long`)).json()) as { readonly seq: number };
  await seeding.stop();
  console.log(`${account.seq} entries over ${days} days in ${Math.round((performance.now() - fromMs) / 1000)} s`);
  return account.seq;
}

/** One more charge, and the trend that has it. A delivery of the stream follows so many entries at most: where the trend stands still, another charge brings the next. */
async function caughtUp(): Promise<void> {
  let [reached, stood] = [-1, standsMax];
  for (let tries = 0; tries < catchUpTriesMax; tries += 1) {
    if (stood >= standsMax) {
      await send(service.url, 'POST', '/accounts/long/debits', { credits: 1, category: 'ai' });
      stood = 0;
    }
    const report = (await (await fetch(`${service.url}/accounts/long/usage`)).json()) as {
      readonly through: { readonly seq: number };
    };
    if (report.through.seq > seq) return;
    stood = report.through.seq === reached ? stood + 1 : 0;
    reached = report.through.seq;
    await sleep(catchUpPauseMs);
  }
  throw new Error('the trend has not caught up with the ledger');
}

/** From the start of the navigation, with an empty cache, to what the page is there for. */
async function measurePaints(chromium: Browser): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const [name, address, ready] of paints) {
    const times: number[] = [];
    let note = '';
    for (let run = 0; run < Number(values.runs); run += 1) {
      const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const responses: Response[] = [];
      page.on('response', (response) => responses.push(response));
      await page.goto(`${service.url}/dashboard/#${address}`, { waitUntil: 'commit' });
      times.push(await shownMs(page, ready));
      note = await requestsAmong(responses);
      await context.close();
    }
    lines.push(line(name, times, note));
  }
  return lines;
}

async function measureInteraction(chromium: Browser): Promise<readonly Line[]> {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
  const first = '[data-testid=entries] tbody tr button';
  await page.goto(`${service.url}/dashboard/#/accounts/long/ledger`);
  await page.locator(first).first().waitFor();
  const turns: number[] = [];
  for (let turned = 0; turned < olderPages; turned += 1) {
    const before = await page.locator(first).first().textContent();
    turns.push(
      await between(
        page,
        () => page.getByRole('button', { name: 'Older entries' }).click(),
        ([selector, old]) => document.querySelector(selector ?? '')?.textContent !== old,
        [first, before ?? ''],
      ),
    );
  }
  const receipts: number[] = [];
  for (let opened = 0; opened < 5; opened += 1) {
    receipts.push(
      await between(
        page,
        () => page.locator(first).nth(opened).click(),
        ([selector]) => document.querySelector(selector ?? '') !== null,
        ['[data-testid=entry-json]'],
      ),
    );
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  }
  const goes: number[] = [];
  for (const [link, ready] of [
    ['Overview', '[data-testid=sources]'],
    ['Ledger', first],
    ['Usage', '[data-testid=groups]'],
    ['Ledger', first],
    ['Overview', '[data-testid=sources]'],
  ] as const)
    goes.push(
      await between(
        page,
        () => page.getByRole('navigation').getByRole('link', { name: link }).click(),
        ([selector]) => document.querySelector(selector ?? '') !== null,
        [ready],
      ),
    );
  await page.close();
  return [
    line(`Ledger, next page (${olderPages} in a row)`, turns, ''),
    line('Ledger, a receipt', receipts, ''),
    line('From page to page', goes, ''),
  ];
}

/** In the page's own time, so that what drives the browser isn't measured with it. */
async function shownMs(page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor({ state: 'visible', timeout: waitMs });
  return page.evaluate(() => performance.now());
}

async function between(
  page: Page,
  act: () => Promise<void>,
  isDone: (args: readonly string[]) => boolean,
  args: readonly string[],
): Promise<number> {
  const fromMs = performance.now();
  await act();
  await page.waitForFunction(isDone, args, { timeout: waitMs });
  return performance.now() - fromMs;
}

/** Requests that the API got until then. */
async function requestsAmong(responses: readonly Response[]): Promise<string> {
  const api = responses.filter((response) => !response.url().includes('/dashboard/'));
  // Not by their bodies, which a page that goes on asking takes with it.
  const sizes = await Promise.all(
    api.map(async (response) => Number(await response.headerValue('content-length')) || 0),
  );
  const kilobytes = Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
  return `${api.length} requests, ${kilobytes} kB`;
}

function line(name: string, times: readonly number[], note: string): Line {
  const sorted = times.toSorted((a, b) => a - b);
  return { name, mediansMs: sorted[Math.floor(sorted.length / 2)] ?? 0, worstMs: sorted.at(-1) ?? 0, note };
}

function report(lines: readonly Line[], { seq, days }: { readonly seq: number; readonly days: number }): string {
  const rows = lines.map(
    ({ name, mediansMs, worstMs, note }) => `| ${name} | ${Math.round(mediansMs)} | ${Math.round(worstMs)} | ${note} |`,
  );
  return `# How long a person waits

\`npm run bench:dashboard -- --record\`: an account with ${seq.toLocaleString('en')} entries over ${days} days of usage, the service and Chromium ${browser.version()} on
one machine (${cpus().length} × ${cpus()[0]?.model.trim()}, at a load of ${loadavg()[1]?.toFixed(1)} with all else that ran), ${values.runs} visits each with an empty cache. Milliseconds from the start of the navigation, or from the
click, until what the page is there for can be read; requests are those to the API until then.

| what | median | worst | asked of the API |
|---|---:|---:|---|
${rows.join('\n')}
`;
}
