import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  csvRows,
  download,
  exactly,
  shown,
  startTestDashboard,
  type TestDashboard,
  tableText,
} from './support/dashboard.ts';
import { exactTableText } from './support/exact-tables.ts';

let dashboard: TestDashboard;
const entryCount = 131;
const table = '[data-testid=entries] table';

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const { service } = dashboard;
  await service.open('acme');
  for (let count = 0; count < entryCount - 1; count += 1) {
    const body =
      count % 10 === 0
        ? { usage: [{ sku: 'infrastructure.backup.gb', quantity: 10 + count }], dimensions: { user: 'ada' } }
        : { usage: [{ sku: 'ai.gpt-4o.input-token', quantity: 374 + count }], dimensions: { user: 'grace' } };
    await service.call('POST', '/accounts/acme/debits', { body, key: `debit ${count}` });
  }
});
afterAll(() => dashboard?.stop());

test('entries are shown newest first, page by page, each exactly once', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/ledger');
  const seen: string[] = [];
  for (const pageNumber of [1, 2, 3]) {
    await page.waitForFunction(
      ([selector, first]) => document.querySelector(`${selector} tbody tr :is(th, td)`)?.textContent === first,
      [table, String(entryCount - (pageNumber - 1) * 50)],
    );
    seen.push(...(await tableText(page, table)).slice(1).map(([seq = '']) => seq));
    if (pageNumber < 3) await page.getByRole('button', { name: 'Older entries' }).click();
  }

  expect(seen).toEqual(Array.from({ length: entryCount }, (_, index) => String(entryCount - index)));
  await close();
});

test('the receipt on the page is the API’s: balance, lines, slices, rate card and hash', async () => {
  const { service } = dashboard;
  const [entry] = (await service.call('GET', '/accounts/acme/ledger?order=desc&limit=1')).json.entries;
  const { page, close } = await dashboard.visit('/accounts/acme/ledger');

  await page.getByRole('button', { name: `Receipt of entry ${entryCount}`, exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('As the API has it').click();

  expect(JSON.parse((await page.textContent('[data-testid=entry-json]')) ?? '')).toEqual(entry);
  const text = (await sheet.textContent()) ?? '';
  const [line] = entry.lines;
  const [slice] = entry.slices;
  for (const part of [
    `Available before${exactly(entry.before)}`,
    `Available after${exactly(entry.after.available)}`,
    `Priced by rate card ${entry.rateCard}`,
    `${line.sku}${exactly(line.quantity)}${exactly(line.credits)}`,
    `Plan ${slice.grantId}${exactly(slice.credits)}`,
    `Hash${entry.hash}`,
    `Hash of the entry before${entry.previousHash}`,
  ])
    expect(text).toContain(part);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await close();
});

test('a receipt has an address of its own, and one that names nothing says so', async () => {
  const { service } = dashboard;
  const [entry] = (await service.call('GET', '/accounts/acme/ledger?limit=1')).json.entries;
  const there = await dashboard.visit('/accounts/acme/ledger?entry=1');
  const nowhere = await dashboard.visit('/accounts/acme/ledger?entry=4711');

  await there.page.getByRole('dialog').getByText(entry.hash, { exact: true }).first().waitFor();
  await nowhere.page.getByText('There is no such entry').waitFor();
  await Promise.all([there.close(), nowhere.close()]);
});

test('of many entries of one instant, each has its receipt', async () => {
  const { service } = dashboard;
  await service.open('many');
  const debits = Array.from({ length: 250 }, (_, index) => ({
    ...{ accountId: 'many', idempotencyKey: `many ${index}`, credits: 0.001, category: 'ai' },
  }));
  await service.call('POST', '/debits', { body: { debits } });
  const { entries } = (await service.call('GET', '/accounts/many/ledger?order=desc&limit=100')).json;
  const [newest] = entries;
  // They came in few writes, so that a page of the service doesn't hold all of one instant.
  expect(entries.filter(({ at }: { readonly at: string }) => at === newest.at).length).toBeGreaterThan(10);
  const { page, close } = await dashboard.visit(`/accounts/many/ledger?entry=${newest.seq}`);

  await page.getByRole('dialog').getByText(newest.hash, { exact: true }).first().waitFor();
  await close();
});

test.each([
  ['category=infrastructure', 13],
  ['sku=infrastructure.backup.gb', 13],
  ['dimension=user:ada', 13],
  ['dim.user=ada&search=BACKUP', 13],
  ['min=2.7', 1],
  ['type=grant', 1],
  ['type=refund', 0],
  ['from=2020-01-01T00:00:00.000Z&to=2020-01-02T00:00:00.000Z', 0],
])('filters stand in the address and hold for the table and the file: %s', async (filter, count) => {
  const { page, close } = await dashboard.visit(`/accounts/acme/ledger?${filter}`);
  const receipts = page.getByRole('button', { name: /^Receipt of entry/ });
  await (count === 0 ? page.getByText('No entry fits these filters.') : receipts.nth(count - 1)).waitFor();

  expect(await receipts.count()).toBe(count);
  expect(csvRows(await download(page, 'Download CSV'))).toHaveLength(count + 1);
  await close();
});

test('the file has what the table has, line by line', async () => {
  const { page, close } = await dashboard.visit('/accounts/acme/ledger?category=infrastructure');
  await page.locator(`${table} tbody tr`).nth(12).waitFor();
  const rows = (await exactTableText(page, table)).slice(1);
  const [, ...lines] = csvRows(await download(page, 'Download CSV'));

  const inFile = lines.map(([seq, , ...line]) => [seq, ...line]);
  expect(inFile[0]?.slice(1, 4)).toEqual(['Usage charged', 'backup: 130 GB', 'ada']);
  expect(inFile).toEqual(rows.map(([seq, _at, ...rest]) => [seq, ...rest]));
  await close();
});

test('the statement is the API’s, opening to closing, and so is its file', async () => {
  const { service } = dashboard;
  const { json } = await service.call('GET', '/accounts/acme/statements/0');
  const csv = (await service.call('GET', '/accounts/acme/statements/0?format=csv')).text;
  const { page, close } = await dashboard.visit('/accounts/acme/statements');
  await page.waitForSelector('[data-testid=statement]');

  const rows = await tableText(page, '[data-testid=statement]');
  expect(rows.slice(2, -1).map((row) => row[2])).toEqual(
    json.movements.map(
      ({ credits }: { readonly credits: number }) => (credits > 0 ? '+' : '') + shown(credits).replace('-', '−'),
    ),
  );
  expect(rows.at(-1)?.[2]).toBe(shown(json.closing.available));
  expect(await download(page, 'Download CSV')).toBe(csv);

  expect(await page.getByRole('button', { name: 'Cycle before' }).isDisabled()).toBe(true);
  await close();
});
