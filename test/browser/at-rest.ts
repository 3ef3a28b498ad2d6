/**
 * `npm run at-rest`: the processor time that an open tab takes while nobody touches it, by Chromium's own counters: `TaskDuration`, all that its
 * main thread did, over the time that passed. `-- --record` writes AT-REST.md beside this file.
 */
import '../../infra/local/quiet.ts';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { createStillClock } from '../../infra/local/clock.ts';
import { endMs } from '../../infra/local/demonstration/span.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { startLocalService } from '../../infra/local/service.ts';
import { commit } from '../runs/bench/commit.ts';
import { markdownTable } from '../runs/bench/markdown-table.ts';
import { asDeployed } from './support/as-deployed.ts';
import { launchChromium } from './support/chromium.ts';
import { wide } from './support/dashboard.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, record: { type: 'boolean', default: false } },
});
/** A share of one processor. */
const shareMax = 0.01;
/** It is looked at, and read often, for a minute after it was opened. */
const untilIdleMs = 75_000;

const pages = [
  ['Overview', '/accounts/busy', '[data-testid=burn] td:has-text(".")'],
  ['Usage', '/accounts/busy/usage', '[data-testid=groups]'],
  ['Ledger', '/accounts/busy/ledger', '[data-testid=entries] tbody button'],
  ['Statements', '/accounts/busy/statements', '[data-testid=statement]'],
  ['Timeline', '/accounts/busy/timeline', '[data-testid=timeline] li'],
  ['In progress', '/accounts/busy/in-progress', '[data-testid=holds] tbody td'],
  ['Plan and add-ons', '/accounts/busy/plan?credits=10', '[data-testid=verdict]'],
  ['Accounts', '/', '[data-testid=fleet] tbody td'],
  ['Plans and prices', '/catalogue', '[data-testid=prices]'],
  ['Service health', '/service-health', '[data-testid=health]'],
] as const;

const service = await startLocalService({
  port: 0,
  engine: defaultEngine(),
  clock: createStillClock(endMs),
  contents: 'demonstration',
});
const browser = await launchChromium();
const rows: string[][] = [];
let worst = 0;
try {
  await (await fetch(`${service.url}/dashboard/`)).text();
  await service.consumed();
  // Each by itself has a process of its own: all of them lie open at once, as tabs do.
  const tabs = await Promise.all(pages.map((page) => openTab(browser, page)));
  await sleep(untilIdleMs);
  const before = await Promise.all(tabs.map(({ cdp }) => counters(cdp)));
  const requestsBefore = tabs.map(({ requests }) => requests());
  await sleep(Number(values.seconds) * 1_000);
  const after = await Promise.all(tabs.map(({ cdp }) => counters(cdp)));
  for (const [index, { title, requests }] of tabs.entries()) {
    const [from, to] = [before[index], after[index]];
    if (from === undefined || to === undefined) continue;
    const share = (to.busySeconds - from.busySeconds) / (to.atSeconds - from.atSeconds);
    worst = Math.max(worst, share);
    const asked = requests() - (requestsBefore[index] ?? 0);
    rows.push([title, `${(100 * share).toFixed(2)} %`, String(asked)]);
  }
} finally {
  await browser.close();
  await service.stop();
}
const report = markdownTable(['page', 'processor', `requests in ${values.seconds} s`], rows);
console.log(report);
if (values.record) writeFileSync(new URL('./AT-REST.md', import.meta.url), record());
if (worst >= shareMax) process.exitCode = 1;

interface Tab {
  readonly title: string;
  readonly cdp: CDPSession;
  readonly requests: () => number;
}

async function openTab(chromium: Browser, [title, address, ready]: (typeof pages)[number]): Promise<Tab> {
  const context = await chromium.newContext({ viewport: wide });
  const page: Page = await context.newPage();
  await asDeployed(page);
  let requests = 0;
  page.on('request', (request) => {
    if (/^(fetch|xhr)$/.test(request.resourceType())) requests += 1;
  });
  await page.goto(`${service.url}/dashboard/#${address}`);
  // Ten at once on a busy machine.
  await page.locator(ready).first().waitFor({ timeout: 120_000 });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  return { title, cdp, requests: () => requests };
}

async function counters(cdp: CDPSession): Promise<{ readonly busySeconds: number; readonly atSeconds: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { busySeconds: value('TaskDuration'), atSeconds: value('Timestamp') };
}

function record(): string {
  return `# A tab at rest

\`npm run at-rest -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}.

Each page of the demonstration's busiest account, and those of operators, lie open in tabs of their own, ${untilIdleMs / 1_000} seconds after they were opened; nobody touches them and
nothing happens. *Processor* is the share of one processor that the tab's main thread took in the ${values.seconds} seconds after that, by Chromium ${browser.version()}'s own counter
\`TaskDuration\`. Bound: ${100 * shareMax} %.

${report}
`;
}
