/** A tab that lies open: what it asks of the service in an hour in which nobody touches it and nothing happens. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('idle');
  const debit = { credits: 1, category: 'ai', dimensions: { user: 'ada' } };
  await service.call('POST', '/accounts/idle/debits', { body: debit, key: 'debit' });
});
afterAll(() => dashboard?.stop());

const requestsMax = 120;
/** Several at once, on a busy machine. */
const hourMaxMs = 240_000;
const stepMs = 4_000;
const minutes = 20;
/** For the answers of what a step asked, which come by the clock on the wall. */
const answersMs = 12;

test.concurrent.each([
  ['Overview', '/accounts/idle', '[data-testid=sources]'],
  ['Usage', '/accounts/idle/usage', '[data-testid=usage-sum]'],
  ['Ledger', '/accounts/idle/ledger', '[data-testid=entries] tbody button'],
  ['In progress', '/accounts/idle/in-progress', 'h1'],
  ['Plan and add-ons', '/accounts/idle/plan?credits=10', '[data-testid=verdict]'],
  ['Timeline', '/accounts/idle/timeline', '[data-testid=timeline] li'],
  ['Accounts', '/', 'h1'],
  ['Plans and prices', '/catalogue', '[data-testid=prices]'],
  ['Service health', '/service-health', 'h1'],
])(
  '%s asks 120 things an hour at most',
  async (title, address, ready) => {
    const { page, close } = await dashboard.visit(address, { prepare: (made) => made.clock.install() });
    await page.waitForSelector(ready);
    const pass = async (spanMinutes: number): Promise<void> => {
      for (let passedMs = 0; passedMs < spanMinutes * 60_000; passedMs += stepMs) {
        await page.clock.runFor(stepMs);
        await sleep(answersMs);
      }
    };
    // It is looked at for a minute after it was opened.
    await pass(2);
    let requests = 0;
    page.on('request', (request) => {
      if (/^(fetch|xhr)$/.test(request.resourceType())) requests += 1;
    });
    await pass(minutes);

    const anHour = (requests * 60) / minutes;
    console.log(`${title}: ${anHour} requests an hour`);
    expect(anHour).toBeLessThanOrEqual(requestsMax);
    // It is no bound if nothing was counted.
    expect(requests).toBeGreaterThan(0);
    await close();
  },
  hourMaxMs,
);
