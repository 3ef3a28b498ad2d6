/** Operators and prices: two versions side by side, and a draft tried on every account before it is published. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsInEveryLook } from './support/axe.ts';
import { cutCells, narrow, startTestDashboard, type TestDashboard, tableText } from './support/dashboard.ts';

let dashboard: TestDashboard;
const input = { sku: 'ai.gpt-4o.input-token', category: 'ai', credits: 500, per: 1_000_000, unit: 'token' };
const output = { ...input, sku: 'ai.gpt-4o.output-token', credits: 500 };

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  for (const [accountId, sku] of [
    ['acme', input.sku],
    ['globex', output.sku],
  ]) {
    await service.open(String(accountId));
    const body = { usage: [{ sku, quantity: 1_000_000 }] };
    await service.call('POST', `/accounts/${accountId}/debits`, { key: 'a', body });
  }
  await service.call('PUT', '/accounts/acme/details', { body: { name: 'Acme Corp' } });
  await service.call('PUT', '/rate-cards/first', { body: { prices: [input, { ...output, sku: 'ai.old.token' }] } });
  await service.call('PUT', '/rate-cards/second', { body: { prices: [{ ...input, credits: 400 }, output] } });
  await service.consumed();
});
afterAll(() => dashboard?.stop());

describe('a draft of a rate card', () => {
  test('names who would have paid more and who less, with totals, and each opens the account', async () => {
    const { page, close } = await dashboard.visit('/catalogue');
    await page.getByRole('button', { name: /^Begin with 2026-11-01/ }).click();
    await expect.poll(() => page.getByLabel('The draft, as publishing takes it').inputValue()).toContain(input.sku);
    await page.getByLabel('The draft, as publishing takes it').fill(JSON.stringify({ prices: [input, output] }));
    await page.getByLabel('Version').fill('draft');
    await page.getByRole('combobox', { name: 'Replay' }).selectOption('present');
    await page.getByRole('button', { name: 'Replay under this card' }).click();
    await page.waitForSelector('[data-testid=replay][aria-busy=false] [data-testid=winners]');

    expect((await tableText(page, '[data-testid=losers]')).slice(1)).toEqual([['Acme Corp', '250', '500', '+250']]);
    expect((await tableText(page, '[data-testid=winners]')).slice(1)).toEqual([['globex', '1,000', '500', '−500']]);
    expect(await page.locator('[data-testid=replay-totals]').innerText()).toMatch(
      /^1,250 → 1,000 credits, −250 \(−20 %\)$/,
    );
    expect(await violationsInEveryLook(page)).toEqual([]);

    await page.getByRole('link', { name: 'Acme Corp' }).click();
    await page.getByRole('heading', { level: 1, name: 'Statements' }).waitFor();
    expect(page.url()).toContain('/accounts/acme/statements?cycle=0');
    await close();
  });

  test('that could not be published is refused by the service’s own words, and what is no JSON before', async () => {
    const { page, close } = await dashboard.visit('/catalogue');
    const draft = page.getByLabel('The draft, as publishing takes it');
    await draft.fill('{"prices": [');
    await page.getByLabel('Version').fill('draft');
    await page.getByRole('button', { name: 'Replay under this card' }).click();
    await page.getByText('The draft is no JSON').waitFor();

    await draft.fill(JSON.stringify({ prices: [input, input] }));
    await page.getByRole('button', { name: 'Replay under this card' }).click();
    await page.getByText('must not price a SKU twice').waitFor();
    await close();
  });
});

test('two versions of the prices and of plans, chosen in the address, say what became of each', async () => {
  const { page, close } = await dashboard.visit('/catalogue?cardFrom=first&cardTo=second', { viewport: narrow });
  await page.waitForSelector('[data-testid=card-differences]');

  const rows = (await tableText(page, '[data-testid=card-differences]')).slice(1);
  expect(rows).toEqual([
    [`${input.sku}Changed`, '500 for 1,000,000 token; AI', '400 for 1,000,000 token; AI'],
    [`${output.sku}Added`, '–', '500 for 1,000,000 token; AI'],
    ['ai.old.tokenRemoved', '500 for 1,000,000 token; AI', '–'],
  ]);
  const plans = await tableText(page, '[data-testid=plan-differences]');
  expect(plans.map(([what]) => what).join()).toContain('Credits a cycle');
  expect(await violationsInEveryLook(page)).toEqual([]);
  expect(await cutCells(page)).toEqual([]);
  await close();
});
