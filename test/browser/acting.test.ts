/** Acts of people on the page, from the button to the ledger, and back: by mouse and by keyboard, once however often it is sent. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { narrow, startTestDashboard, type TestDashboard, wide } from './support/dashboard.ts';

let dashboard: TestDashboard;
beforeAll(async () => {
  dashboard = await startTestDashboard();
}, 180_000);
afterAll(() => dashboard?.stop());

test.each([
  ['wide', wide],
  ['narrow', narrow],
] as const)('a limit is set, stops what goes beyond it, and is taken back, %s', async (_, viewport) => {
  const accountId = await dashboard.openOwn();
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/plan`, { viewport });
  await page.getByRole('button', { name: 'Set a limit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('ai-by-day');
  await dialog.getByLabel('Credits').fill('5');
  await dialog.getByLabel(/^For/).selectOption('AI');
  expect(await dialog.innerText()).toContain('The account may use 5 credits a day for AI.');
  expect(await violationsInEveryLook(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Set the limit' }).click();
  await dialog.getByText('Done').waitFor();

  expect((await debit(accountId, 6)).status).toBe(402);
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.getByText('Taken back').waitFor();
  expect((await debit(accountId, 6)).status).toBe(201);
  expect(await kindsOf(accountId)).toEqual(['grant', 'limit', 'limit', 'debit']);
  await close();
});

test('by the keyboard alone a limit is changed, and the focus comes back to its button', async () => {
  const accountId = await dashboard.openOwn();
  await change(accountId, 'PUT', '/limits/each-user', { credits: 50, dimension: { name: 'user', each: true } });
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/plan`);
  const button = page.getByRole('button', { name: 'Change the limit each-user' });
  await button.focus();
  await page.keyboard.press('Enter');
  const credits = page.getByRole('dialog').getByLabel('Credits');
  await credits.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('75');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Done').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByText('75 credits a cycle for each user').waitFor();
  await close();
});

test('a double click, a lost reply and a second tab give credits once', async () => {
  const accountId = await dashboard.openOwn();
  const tabs = [
    await dashboard.visit(`/accounts/${accountId}/ledger`),
    await dashboard.visit(`/accounts/${accountId}/ledger`),
  ] as const;
  for (const { page } of tabs) await tellGoodwill(page);
  const [first, second] = tabs.map(({ page }) => page) as [Page, Page];
  let isLost = false;
  await first.route('**/adjustments', async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await first.getByRole('button', { name: 'Give them' }).dblclick();
  await first.getByText('There was no answer').waitFor();
  await first.getByRole('button', { name: 'Give them' }).click();
  await first.getByText('It was done already').waitFor();
  await second.getByRole('button', { name: 'Give them' }).click();
  await second.getByText('It was done already').waitFor();

  expect(isLost).toBe(true);
  expect(await kindsOf(accountId)).toEqual(['grant', 'grant']);
  await second.getByRole('button', { name: 'Take it back' }).click();
  await second.getByText('Taken back').waitFor();
  expect((await dashboard.service.call('GET', `/accounts/${accountId}`)).json.available).toBe(5_000);
  for (const { close } of tabs) await close();
});

test('a plan is changed with both sides’ terms before it, and the difference after', async () => {
  const accountId = await dashboard.openOwn('starter');
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/plan`);
  await page.getByRole('button', { name: 'Change the plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To the plan').fill('team');
  await dialog.getByText(/5,000 credits each month in place of 1,000 each month; .* in place of/).waitFor();
  await dialog.getByText(/It counts at once/).waitFor();
  await dialog.getByRole('button', { name: 'Change to team' }).click();
  await dialog.getByText(/The plan is team now, and [\d,.]+ credits were added/).waitFor();

  const { planId, available } = (await dashboard.service.call('GET', `/accounts/${accountId}`)).json;
  expect(planId).toBe('team');
  expect(available).toBeGreaterThan(1_000);
  // What counts at once isn’t taken back: the way down waits for the cycle’s end, and can be dropped until then.
  expect(await dialog.getByRole('button', { name: 'Take it back' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Plan Team' }).waitFor();
  await page.getByRole('button', { name: 'Change the plan' }).click();
  await dialog.getByLabel('To the plan').fill('starter');
  await dialog.getByText(/It counts from .* on; until then all stays as it is/s).waitFor();
  await dialog.getByRole('button', { name: 'Change to starter' }).click();
  await dialog.getByText(/The plan is starter from \d{4}-\d\d-\d\d on/).waitFor();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.getByText('Taken back').waitFor();
  expect((await dashboard.service.call('GET', `/accounts/${accountId}`)).json.nextPlanId).toBeUndefined();
  await close();
});

test('packs are bought automatically up to a worst case in money, and a charge is undone from its receipt', async () => {
  const accountId = await dashboard.openOwn();
  await debit(accountId, 12);
  const { page, close } = await dashboard.visit(`/accounts/${accountId}/plan`);
  await page.getByRole('button', { name: 'Buy packs automatically' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('When fewer credits are left than').fill('100');
  await dialog.getByLabel('At most so often a cycle').fill('3');
  await dialog.getByText(/up to 3 times a cycle. A cycle costs .* at most by that/).waitFor();
  await dialog.getByRole('button', { name: 'Turn it on' }).click();
  await dialog.getByText('Done').waitFor();
  const { autoTopUp } = (await dashboard.service.call('GET', `/accounts/${accountId}`)).json;
  expect(autoTopUp).toMatchObject({ threshold: 100, maxPerCycle: 3, maxPrice: { currency: 'USD' } });

  await page.goto(page.url().replace(/#.*/, `#/accounts/${accountId}/ledger?entry=2`));
  await page.getByRole('button', { name: 'Undo this charge' }).click();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await page.getByText('12 credits were given back').waitFor();
  expect((await dashboard.service.call('GET', `/accounts/${accountId}`)).json.available).toBe(5_000);
  await close();
});

async function tellGoodwill(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Give or take credits' }).click();
  await page.getByRole('dialog').getByLabel('Credits', { exact: true }).fill('25');
  await page.getByRole('dialog').getByLabel('Why, for the ledger').fill('the model was down');
  await page.getByText('then it will be 5,025').waitFor();
}

let sent = 0;
async function change(
  accountId: string,
  method: string,
  path: string,
  body: object,
): ReturnType<TestDashboard['service']['call']> {
  sent += 1;
  return dashboard.service.call(method, `/accounts/${accountId}${path}`, { body, key: `change ${sent}` });
}

function debit(accountId: string, credits: number): ReturnType<typeof change> {
  return change(accountId, 'POST', '/debits', { credits, category: 'ai' });
}

async function kindsOf(accountId: string): Promise<readonly string[]> {
  const { entries } = (await dashboard.service.call('GET', `/accounts/${accountId}/ledger?limit=100`)).json;
  return entries.map(({ type }: { readonly type: string }) => type);
}
