/** A first visit: how many requests it makes, documents, files and answers together. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asDeployed } from './support/as-deployed.ts';
import { startTestDashboard, type TestDashboard } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());

const requestsMax = 14;

test('the overview is there after fourteen requests at most, each thing asked for once', async () => {
  const asked: string[] = [];
  const { page, close } = await dashboard.visit('/accounts/demo', {
    prepare: async (made) => {
      made.on('request', (request) => asked.push(request.url()));
      // As deployed: what the local service's bar loads is its own.
      await asDeployed(made);
    },
  });
  await page.getByText('Usage grew').or(page.getByText('can be told from')).first().waitFor();
  await page.getByText('No use says which workflow').waitFor();

  // Its pulse alone goes on.
  const once = asked.filter((url) => !url.endsWith('/accounts/demo'));
  console.log(`${once.length + 1} requests`);
  expect(once.length + 1, asked.join('\n')).toBeLessThanOrEqual(requestsMax);
  expect(new Set(once).size).toBe(once.length);
  expect(asked.filter((url) => url.includes('/insights')).length).toBe(1);
  await close();
});

test.each(['usage', 'ledger', 'statements', 'in-progress', 'plan'])(
  'so is each other page of an account: %s',
  async (name) => {
    const asked: string[] = [];
    const { page, close } = await dashboard.visit(`/accounts/demo/${name}`, {
      prepare: async (made) => {
        made.on('request', (request) => asked.push(request.url()));
        await asDeployed(made);
      },
    });
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});

    const once = new Set(asked);
    expect(once.size, [...once].join('\n')).toBeLessThanOrEqual(requestsMax);
    expect(once.size).toBeGreaterThan(8);
    await close();
  },
);

test('what is read again and says the same is not sent again: 304, and the page goes on as if it were', async () => {
  const { service } = dashboard;
  const accountId = await dashboard.openOwn();
  const balances: { readonly status: number; readonly bytes: number }[] = [];
  const { page, close } = await dashboard.visit(`/accounts/${accountId}`, {
    prepare: async (made) => {
      made.on('response', async (response) => {
        if (!response.url().endsWith(`/accounts/${accountId}`)) return;
        const { responseBodySize: bytes } = await response.request().sizes();
        balances.push({ status: response.status(), bytes });
      });
    },
  });
  await page.getByTestId('available').getByText('5,000 credits').waitFor();
  await expect.poll(() => balances.length, { timeout: 20_000 }).toBeGreaterThan(4);

  expect(balances[0]).toMatchObject({ status: 200 });
  expect(balances[0]?.bytes).toBeGreaterThan(300);
  const again = balances.slice(1);
  expect(again).toEqual(again.map(() => ({ status: 304, bytes: 0 })));
  await service.call('POST', `/accounts/${accountId}/debits`, { body: { credits: 1, category: 'ai' }, key: 'd' });
  await page.getByTestId('available').getByText('4,999 credits').waitFor();
  expect(balances.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
  await close();
});
