/** People are told what the books say: each page on an account that was made for the question. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvRows, download, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = 40;
const groups = '[data-testid=groups]';
const entries = '[data-testid=entries] table';
const dimensionNames = ['agent', 'key', 'model', 'team', 'user', 'workflow'];

interface Debit {
  readonly credits: number;
  readonly dimensions?: Readonly<Record<string, string>>;
}

let keys = 0;

async function debit(accountId: string, ...debits: readonly Debit[]): Promise<void> {
  const body = debits.map((each) => {
    keys += 1;
    return { accountId, idempotencyKey: `debit ${keys}`, category: 'ai', ...each };
  });
  const { json } = await dashboard.service.call('POST', '/debits', { body: { debits: body } });
  for (const { status } of json.results) expect(status).toBe(201);
}

/** Forty days, in which each account lives as its test needs it, and half a day more. */
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  for (const accountId of ['job', 'paused', 'grew', 'changed']) await service.open(accountId);
  await service.open('small', 'free');
  const down = { planId: 'starter', when: 'next-cycle' };
  await service.call('PUT', '/accounts/changed/plan', { body: down, key: 'down' });
  const startMs = service.clock.nowMs();
  for (let day = 0; day <= days; day += 1) {
    service.clock.moveTo(startMs + day * dayMs);
    await debit('grew', { credits: day < 30 ? 100 : 109 });
    await debit('changed', { credits: 1 });
    for (const quarter of [0, 1, 2, 3]) {
      service.clock.moveTo(startMs + day * dayMs + quarter * 6 * hourMs);
      if (day === days && quarter > 1) break;
      await debit('job', { credits: 12.5 });
      if (day < days - 5) await debit('paused', { credits: 30 });
    }
    if (day % 10 === 0) await debit('small', { credits: 2 });
  }
  service.clock.moveTo(startMs + days * dayMs + 12 * hourMs);
  await debit('job', { credits: 800 });
  await service.call('GET', '/local/events');
}, 300_000);
afterAll(() => dashboard?.stop());

/** As the service has it, with a page open on it. */
async function lookAt(place: string, see: (page: Page) => Promise<void>): Promise<void> {
  const { page, close } = await dashboard.visit(place);
  await see(page);
  await close();
}

test('one large job in the last hour isn’t taken for what comes next', async () => {
  const { runOut } = (await dashboard.service.call('GET', '/accounts/job/insights?planFit=false')).json;
  const daysLeft = (Date.parse((await account('job')).renewsAt) - dashboard.service.clock.nowMs()) / dayMs;

  expect(runOut.expectedUse.likely / (50 * daysLeft)).toBeGreaterThan(0.9);
  expect(runOut.expectedUse.likely / (50 * daysLeft)).toBeLessThan(1.15);
  await lookAt('/accounts/job', async (page) => {
    await page.getByText('At the present pace it lasts until the renewal.').waitFor();
    expect(await page.getByText('Buy an add-on').count()).toBe(0);
  });
});

test('after days of nothing the page says that the habit changed, and foretells nothing', async () => {
  await lookAt('/accounts/paused', (page) => page.getByText('Changed, not foretold:').waitFor());
});

test('whether a job can run reckons with spending limits, and names the one in the way', async () => {
  const { service } = dashboard;
  await service.open('limited');
  await service.call('PUT', '/accounts/limited/limits/ai-month', {
    body: { category: 'ai', credits: 2_947 },
    key: 'limit',
  });
  await lookAt('/accounts/limited/plan?credits=3000&category=ai', async (page) => {
    await page.getByText('Not now: the spending limit ai-month is in the way').waitFor();
    await page.getByText('Raise the limit ai-month to 3,000').waitFor();
  });
  await lookAt('/accounts/limited/plan?credits=2947&category=ai', (page) => page.getByText('Yes, now').waitFor());
  await lookAt('/accounts/limited/plan?credits=3000&category=platform', (page) => page.getByText('Yes, now').waitFor());
});

test('spending limits say for whom they are, what is used of each, and when they begin anew', async () => {
  const { service } = dashboard;
  await service.open('each-limited');
  const body = { credits: 50, period: 'day', dimension: { name: 'user', each: true } };
  await service.call('PUT', '/accounts/each-limited/limits/each', { body, key: 'limit' });
  const debit = { credits: 12, category: 'ai', dimensions: { user: 'ada' } };
  await service.call('POST', '/accounts/each-limited/debits', { body: debit, key: 'used' });
  await lookAt('/accounts/each-limited/plan', async (page) => {
    await page.getByText('each: 50 credits a day for each user').waitFor();
    expect(await page.getByTestId('limits').innerText()).toMatch(/1 counted[\s\S]*ada[\s\S]*Used\s*12[\s\S]*Left\s*38/);
  });
});

test('who used most is named first, and those beyond the largest can be opened', async () => {
  const accountId = await dashboard.openOwn('scale');
  for (let user = 1; user <= 29; user += 1)
    await debit(accountId, { credits: user === 1 ? 700 : 350, dimensions: { user: `user-${user}` } });
  await debit(accountId, { credits: 20_000, dimensions: { user: 'user-30' } });

  await lookAt(`/accounts/${accountId}/usage?groupBy=dimension:user`, async (page) => {
    await page.waitForSelector(groups);
    await page.getByRole('link', { name: 'Others' }).waitFor();
    const rows = await tableText(page, groups);
    expect(rows[1]?.slice(0, 2)).toEqual(['user-30', '20,000']);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['All', '30,500']);

    await page.getByRole('link', { name: 'Others' }).click();
    await page.getByRole('link', { name: 'user-9', exact: true }).waitFor();
    const all = (await tableText(page, groups)).slice(1);
    expect(all).toHaveLength(31);
    const sum = all.slice(0, -1).reduce((total, [, credits = '0']) => total + Number(credits.replaceAll(',', '')), 0);
    expect(sum).toBe(30_500);
  });
});

test('any of six dimensions can be grouped by', async () => {
  await dashboard.service.open('six');
  const dimensions = Object.fromEntries(dimensionNames.map((name) => [name, `a ${name}`]));
  await debit('six', { credits: 5, dimensions });

  for (const name of dimensionNames)
    await lookAt(`/accounts/six/usage?groupBy=dimension:${name}`, async (page) => {
      await page.getByRole('link', { name: `a ${name}`, exact: true }).waitFor();
      expect((await tableText(page, groups)).slice(1).map(([group]) => group?.replace(/100 %$/, ''))).toEqual([
        `a ${name}`,
        'All',
      ]);
      const choices = await page.getByLabel('Group by').locator('option').allTextContents();
      for (const other of dimensionNames) expect(choices).toContain(`By ${other}`);
    });
});

test('a cycle that goes on is held against as much of the one before', async () => {
  await lookAt('/accounts/grew/usage', async (page) => {
    await page.getByText('Beside the cycle before, up to the same point').waitFor();
    const [, , all = []] = await tableText(page, groups);
    // Eleven days of 109 beside eleven of 100.
    expect(all).toEqual(['All', '1,199', '', '1,100', '+99', '']);
  });
});

test('the plan’s pace is that of each time, a bar says its total, and nothing is drawn of days to come', async () => {
  await lookAt('/accounts/changed/usage?period=90d', async (page) => {
    await page.waitForSelector(groups);
    const chart = page.getByRole('application', { name: 'Usage over time' });
    await chart.focus();
    await page.getByText('32.26 credits').waitFor();
    const today = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
    await page.getByRole('heading', { name: today.format(dashboard.service.clock.nowMs()) }).waitFor();

    for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowLeft');
    await page.getByText('166.67 credits').waitFor();
    await page.getByText('In all 1 credit').waitFor();
  });
});

test('days are the account’s, and another zone’s where that is chosen', async () => {
  const { service } = dashboard;
  const body = { planId: 'team', timeZone: 'America/New_York' };
  await service.call('PUT', '/accounts/york', { body, key: 'open' });
  const tomorrow = new Date(service.clock.nowMs() + dayMs).toISOString().slice(0, 10);
  await service.call('POST', '/local/clock', { body: { now: `${tomorrow}T03:00:00.000Z` } });
  await debit('york', { credits: 4 });
  const startOf = async (page: Page): Promise<string | undefined> => {
    await page.waitForSelector(groups);
    return csvRows(await download(page, 'Download trend'))[1]?.[0];
  };

  await lookAt('/accounts/york/usage', async (page) => {
    const evening = new Date(Date.parse(tomorrow) - dayMs).toISOString().slice(0, 10);
    expect(await startOf(page)).toBe(`${evening}T05:00:00.000Z`);
    await page.getByText('in days of America/New_York').waitFor();
    await page.getByLabel('Days of').selectOption('Days of UTC');
    await page.getByText('in days of UTC').waitFor();
    expect(await startOf(page)).toBe(`${tomorrow}T00:00:00.000Z`);
    await page.locator(groups).getByRole('link', { name: 'Entries of AI' }).click();
    await page.getByText('Times are of UTC.').waitFor();
    await page.getByRole('button', { name: 'Receipt of entry 2' }).click();
    await page.getByRole('dialog').getByText('03:00:00 UTC').first().waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByText('in days of UTC').waitFor();
    await page.goBack();
    await page.getByText('in days of America/New_York').waitFor();
  });
});

test('a smaller plan is advised only where there is one, and nothing to whoever has left', async () => {
  await lookAt('/accounts/small', async (page) => {
    await page.getByText('Credits expired unused:').waitFor({ state: 'attached' });
    expect(await page.getByText(/The plan .* costs less/).count()).toBe(0);
  });
  await lookAt('/accounts/changed', (page) =>
    page.getByText(/The plan free, .* costs less/).waitFor({ state: 'attached' }),
  );
  await dashboard.service.call('DELETE', '/accounts/small', { key: 'close' });
  await lookAt('/accounts/small', (page) => page.getByText('The account is closed: there is nothing to do.').waitFor());
});

test('the file of a ledger has every entry, and Back undoes one step at a time', async () => {
  const accountId = await dashboard.openOwn();
  const count = 10_250;
  for (let made = 0; made < count; made += 250)
    await debit(accountId, ...Array.from({ length: 250 }, () => ({ credits: 0.001 })));

  await lookAt(`/accounts/${accountId}/ledger`, async (page) => {
    await page.locator(`${entries} tbody button`).first().waitFor();
    const seqs = csvRows(await download(page, 'Download CSV'))
      .slice(1)
      .map(([seq]) => Number(seq));
    expect(seqs).toEqual(Array.from({ length: count + 1 }, (_, index) => count + 1 - index));

    const first = page.getByRole('button', { name: `Receipt of entry ${count + 1}`, exact: true });
    await first.click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Kind of entry').selectOption('Usage charged');
    await first.waitFor();
    await page.getByRole('button', { name: 'Older entries' }).click();
    await page.getByRole('button', { name: `Receipt of entry ${count - 49}`, exact: true }).waitFor();

    await page.goBack();
    await first.waitFor();
    expect(page.url()).toContain('type=debit');
    await page.goBack();
    await page.waitForFunction(() => !window.location.hash.includes('type='));
    expect(page.url()).toContain(`/accounts/${accountId}/ledger`);
  });
}, 240_000);

test('where insights fail each panel says so, and none calculates for ever', async () => {
  const { page, close } = await dashboard.visit('/accounts/job', {
    prepare: async (page) => {
      await page.route('**/insights*', (route) => route.abort());
    },
  });

  await page.getByText('How long it lasts can’t be told: the service can’t be reached.').waitFor();
  await page.getByText('Nothing can be advised: the service can’t be reached.').waitFor();
  await page.getByText('The service can’t be reached', { exact: true }).waitFor();
  expect(await page.getByText('Calculating').count()).toBe(0);
  await close();
});

async function account(accountId: string): Promise<{ readonly renewsAt: string }> {
  return (await dashboard.service.call('GET', `/accounts/${accountId}`)).json;
}
