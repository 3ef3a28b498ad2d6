/** Ten thousand users, one of them the cause: found in three clicks, and every level comes to what the ledger says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { startTestDashboard, type TestDashboard, wide } from './support/dashboard.ts';
import { exactTableText } from './support/exact-tables.ts';

let dashboard: TestDashboard;
let entries: readonly { readonly seq: number; readonly user: string; readonly microcredits: number }[];
const users = 10_000;
const batch = 250;
const setUpMs = 240_000;
/** Adding up takes some requests. */
const patient = { timeout: 20_000 };

/** 100 credits: a little of each user, and 41 charges of one, the last of which took most. */
beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('many', 'free');
  const small = Array.from({ length: users }, (_, index) => ({ user: `user-${index}`, microcredits: 4_321 }));
  const own = [...Array.from({ length: 40 }, () => 1_100_007), 100_000_000 - users * 4_321 - 40 * 1_100_007];
  const cause = own.map((microcredits) => ({ user: 'batch-export', microcredits }));
  const all = [...small.slice(0, 7_000), ...cause.slice(0, 20), ...small.slice(7_000), ...cause.slice(20)];
  for (let first = 0; first < all.length; first += batch) {
    const debits = all.slice(first, first + batch).map(({ user, microcredits }, index) => ({
      ...{ accountId: 'many', idempotencyKey: `use ${first + index}`, category: 'ai' },
      ...{ credits: microcredits / 1e6, dimensions: { user, model: `model-${index % 3}` } },
    }));
    await service.call('POST', '/debits', { body: { debits } });
  }
  entries = await ledgerOf('many');
}, setUpMs);
afterAll(() => dashboard?.stop());

async function ledgerOf(accountId: string): Promise<typeof entries> {
  const found: (typeof entries)[number][] = [];
  let cursor = '';
  do {
    const { json } = await dashboard.service.call('GET', `/accounts/${accountId}/ledger?type=debit${cursor}`);
    for (const { seq, credits, dimensions } of json.entries)
      found.push({ seq, user: dimensions.user, microcredits: Math.round(credits * 1e6) });
    cursor = json.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(json.nextCursor)}`;
  } while (cursor !== '');
  return found;
}

function sumOf(of: typeof entries): string {
  return String(of.reduce((sum, { microcredits }) => sum + microcredits, 0) / 1e6);
}

test('from no credits to the receipt of the largest charge in three clicks, and back again', async () => {
  expect(entries).toHaveLength(users + 41);
  const own = entries.filter(({ user }) => user === 'batch-export');
  const largest = own.toSorted((a, b) => b.microcredits - a.microcredits)[0];
  const { page, close } = await dashboard.visit('/accounts/many');
  await page.getByText('No credits are left').first().waitFor();

  await page.getByRole('link', { name: 'See where they went' }).click();
  await page.waitForSelector('[data-testid=groups]');
  expect(await page.getAttribute('[data-testid=usage-total]', 'value')).toBe(sumOf(entries));
  const rows = await exactTableText(page, '[data-testid=groups]');
  expect(rows[1]?.slice(0, 2)).toEqual(['batch-export', sumOf(own)]);
  await page.getByRole('button', { name: 'Show 50 more of 10,001' }).waitFor();
  expect(await violationsInEveryLook(page)).toEqual([]);
  await page.setViewportSize(wide);

  await page.locator('[data-testid=groups]').getByRole('link', { name: 'batch-export', exact: true }).click();
  await page.getByRole('button', { name: 'Remove the filter User batch-export' }).waitFor();
  await expect.poll(() => page.getAttribute('[data-testid=usage-total]', 'value'), patient).toBe(sumOf(own));
  expect((await exactTableText(page, '[data-testid=largest]'))[1]?.at(-1)).toBe(
    String((largest?.microcredits ?? 0) / 1e6),
  );

  await page.locator('[data-testid=largest]').getByRole('link').first().click();
  const receipt = page.getByRole('dialog');
  await receipt.getByRole('heading', { name: `Receipt of entry ${largest?.seq}` }).waitFor();
  await receipt
    .getByText(String((largest?.microcredits ?? 0) / 1e6))
    .first()
    .waitFor();

  for (const part of ['dim.user=batch-export', 'top=all', '#/accounts/many']) {
    await page.goBack();
    await expect.poll(() => page.url()).toContain(part);
  }
  await page.getByText('No credits are left').first().waitFor();
  await close();
});

test('what is split comes to the whole, part by part, and a name is found among all', async () => {
  const { page, close } = await dashboard.visit(
    '/accounts/many/usage?groupBy=dimension:model&splitBy=dimension:user&measure=requests',
  );
  await page.waitForSelector('[data-testid=groups]');
  expect(await page.getAttribute('[data-testid=usage-total]', 'value')).toBe(String(users + 41));
  await close();

  const found = await dashboard.visit('/accounts/many/usage?groupBy=dimension:user&top=all');
  await found.page.getByLabel('Find a user').fill('user-777');
  await expect
    .poll(
      async () => (await exactTableText(found.page, '[data-testid=groups]')).slice(1).map(([name]) => name),
      patient,
    )
    .toEqual(['user-777', ...Array.from({ length: 10 }, (_, digit) => `user-777${digit}`)]);
  await found.close();
});
