import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
const available = '[data-testid=available]';

beforeAll(async () => {
  dashboard = await startTestDashboard();
});
afterAll(() => dashboard?.stop());

test('the overview has the balance by source, each with its end, as the API has it', async () => {
  const { service } = dashboard;
  await service.open('sources');
  await service.call('POST', '/accounts/sources/purchases', {
    body: { packId: 'burst-1000', paymentId: 'pi_1' },
    key: 'p',
  });
  await service.call('POST', '/accounts/sources/debits', { body: { credits: 12.345678, category: 'ai' }, key: 'd' });
  await service.call('POST', '/accounts/sources/holds', { body: { credits: 100, category: 'ai' }, key: 'h' });

  const { page, close } = await dashboard.visit('/accounts/sources');
  await page.waitForSelector('[data-testid=sources]');

  expect(await page.textContent(available)).toBe('5,887.65 credits');
  const rows = await tableText(page, '[data-testid=sources]');
  expect(rows.map(([source, left, _expires, ...rest]) => [source, left, ...rest])).toEqual([
    ['Source', 'Left', 'Held', 'Used', 'Granted'],
    ['Plan plan-0', '4,887.65', '100', '12.35', '5,000'],
    ['Add-on add-on-2', '1,000', '0', '0', '1,000'],
    ['All', '5,887.65', '100', '12.35', '6,000'],
  ]);
  await close();
});

test('a debit made through the API shows within two seconds', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn();
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`);
  await page.waitForFunction(shows, '5,000 credits');

  for (const [count, text] of ['4,999 credits', '4,998 credits', '4,997 credits'].entries()) {
    const debit = await service.call('POST', `/accounts/${accountId}/debits`, {
      body: { credits: 1, category: 'ai' },
      key: `d${count}`,
    });
    expect(debit.status).toBe(201);
    const fromMs = performance.now();
    await page.waitForFunction(shows, text, { timeout: 5_000, polling: 20 });
    expect(performance.now() - fromMs).toBeLessThan(2_000);
  }
  await close();
});

test('at zero a banner says what is paused, what is restricted, what still works and exactly the ways back; a purchase lifts it', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn('free');
  await service.call('POST', `/accounts/${accountId}/debits`, { body: { credits: 100, category: 'ai' }, key: 'all' });
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`);
  const banner = page.getByRole('alert').filter({ hasText: 'No credits are left' });
  await banner.waitFor();

  await banner.getByText('Ways back').waitFor();
  const text = (await banner.textContent()) ?? '';
  for (const part of [
    'Paused: new AI requests',
    'Restricted: new infrastructure runs',
    'Refused: new platform charges',
    'Still works:',
    'Buy an add-on: burst-1000 (1,000 credits, $12',
    'Buy an add-on: burst-5000 (5,000 credits, $55',
  ])
    expect(text).toContain(part);
  expect(text).toContain('Wait for the renewal in 2');

  await service.call('POST', `/accounts/${accountId}/purchases`, {
    body: { packId: 'burst-1000', paymentId: `pi_${accountId}` },
    key: 'p',
  });
  const fromMs = performance.now();
  await banner.waitFor({ state: 'detached', timeout: 5_000 });
  expect(performance.now() - fromMs).toBeLessThan(2_000);
  await page.waitForFunction(shows, '1,000 credits');
  await close();
});

test('where the gate can’t be read, the banner says so in place of the ways back', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn('free');
  await service.call('POST', `/accounts/${accountId}/debits`, { body: { credits: 100, category: 'ai' }, key: 'all' });
  const problem = {
    type: '/problems/account-not-found',
    code: 'account-not-found',
    title: 'No such account',
    status: 404,
    detail: 'Nothing is known of it here.',
    retryable: false,
  };
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`, {
    prepare: async (made) => {
      await made.route('**/access*', (route) =>
        route.fulfill({ status: 404, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
      );
    },
  });

  await page.getByText('They can’t be told: Nothing is known of it here.').waitFor();
  await page.getByText('No credits are left: what brings them back is named above.').waitFor();
  await close();
});

test('below a threshold of the plan the balance is called low', async () => {
  const { service } = dashboard;
  await service.open('low', 'free');
  await service.call('POST', '/accounts/low/debits', { body: { credits: 90, category: 'ai' }, key: 'most' });
  const { page, close } = await dashboard.visit('/accounts/low');

  await page.getByText('Less than 20 credits are left').waitFor();
  await close();
});

test('the renewal is told in the account’s zone and in the viewer’s', async () => {
  const { service } = dashboard;
  const body = { planId: 'team', cycleAnchor: '2026-01-15T05:00:00.000Z', timeZone: 'America/New_York' };
  await service.call('PUT', '/accounts/zones', { body, key: 'open' });
  const { page, close } = await dashboard.visit('/accounts/zones');
  const { renewsAt } = (await service.call('GET', '/accounts/zones')).json;

  const time = page.locator(`time[datetime="${renewsAt}"]`).first();
  await time.waitFor();
  expect(await time.textContent()).toMatch(/ GMT-[45] · .* (GMT\+[12]|CES?T) for you$/);
  await close();
});

test('a closed account says so, and can still be read', async () => {
  const { service } = dashboard;
  await service.open('closed');
  await service.call('DELETE', '/accounts/closed', { key: 'close' });
  const { page, close } = await dashboard.visit('/accounts/closed');

  await page.getByText('This account is closed').waitFor();
  expect(await page.textContent(available)).toBe('0 credits');
  await close();
});

function shows(text: string): boolean {
  return document.querySelector('[data-testid=available]')?.textContent === text;
}
