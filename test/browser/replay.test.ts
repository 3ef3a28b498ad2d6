/** Figures on pages equal the ledger's: the recorded trace, charged to two accounts, on each page beside the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replay } from '../../shared/client/cli/replay.ts';
import { createHttpClient } from '../../shared/client/http-client.ts';
import { runProgram } from '../support/processes/program.ts';
import { csvRows, download, shown, startTestDashboard, type TestDashboard } from './support/dashboard.ts';
import { exactTableText } from './support/exact-tables.ts';

let dashboard: TestDashboard;
const accounts = ['replay-01', 'replay-02'];
/** The cost of the whole trace, reckoned beside the service by `replay`. */
const traceMicrocredits = 9_679_132_500n;

/** A busy machine needs minutes for it. */
const replayMs = 600_000;

beforeAll(async () => {
  dashboard = await startTestDashboard();
  const data = (file: string): string => new URL(`../../infra/local/data/${file}`, import.meta.url).pathname;
  const isRight = await replay(createHttpClient(dashboard.service.url), {
    trace: data('azure-llm-inference-2023-conv.csv'),
    prices: data('model-prices.json'),
    model: 'gpt-4o',
    accounts: accounts.length,
    plan: 'team',
    clients: 64,
    run: 'replay',
  });
  expect(isRight).toBe(true);
}, replayMs);
afterAll(() => dashboard?.stop());

test('the overviews add up to the trace, and each is the command line’s balance', async () => {
  let used = 0n;
  for (const accountId of accounts) {
    const { page, close } = await dashboard.visit(`/accounts/${accountId}`);
    await page.waitForSelector('[data-testid=sources]');
    const balance = await credits('read-account', accountId);
    const [, [, left = '', , , usedText = ''] = []] = await exactTableText(page, '[data-testid=sources]');

    expect(await page.textContent('[data-testid=available]')).toBe(
      `${shown(Math.floor(Math.round(balance.available * 1e6) / 1e4) / 100)} credits`,
    );
    expect(left).toBe(String(balance.available));
    used += microcredits(usedText);
    await close();
  }
  expect(used).toBe(traceMicrocredits);
});

test.each([
  ['hour', '7d'],
  ['day', 'this-cycle'],
  ['cycle', '400d'],
])('usage by %s over %s is the command line’s in every grouping, table and trend', async (interval, period) => {
  for (const groupBy of ['category', 'sku', 'dimension:user']) {
    let sum = 0n;
    for (const accountId of accounts) {
      const { page, close } = await dashboard.visit(
        `/accounts/${accountId}/usage?interval=${interval}&period=${period}&groupBy=${groupBy}`,
      );
      await page.waitForSelector('[data-testid=groups]');
      const report = await credits('read-usage', accountId, '--interval', interval, '--groupBy', groupBy);
      const byCli = new Map<string, bigint>();
      for (const { key, rest, credits: amount } of report.rows)
        byCli.set(key ?? rest, (byCli.get(key ?? rest) ?? 0n) + microcredits(String(amount)));

      const drawn = new Map<string, bigint>();
      for (const [, , key = '', rest = '', amount = ''] of csvRows(await download(page, 'Download trend')).slice(1))
        drawn.set(key || rest, (drawn.get(key || rest) ?? 0n) + microcredits(amount));
      expect(drawn).toEqual(byCli);
      const rows = (await exactTableText(page, '[data-testid=groups]')).slice(1, -1);
      const amounts = (values: Iterable<bigint>): readonly bigint[] => [...values].toSorted((a, b) => (a < b ? -1 : 1));
      expect(amounts(rows.map(([, amount = '']) => microcredits(amount)))).toEqual(amounts(byCli.values()));
      sum += microcredits((await page.getAttribute('[data-testid=usage-total]', 'value')) ?? '');
      await close();
    }
    expect(sum).toBe(traceMicrocredits);
  }
});

test('the statements use what the trace used, line by line as the command line has it', async () => {
  let used = 0n;
  for (const accountId of accounts) {
    const { page, close } = await dashboard.visit(`/accounts/${accountId}/statements`);
    await page.waitForSelector('[data-testid=statement]');
    const statement = await credits('read-statement', accountId, '0');
    const rows = (await exactTableText(page, '[data-testid=statement]')).slice(2, -1);

    expect(rows.map(([, , amount = '']) => signedText(amount))).toEqual(
      statement.movements.map((movement: { readonly credits: number }) => signedText(String(movement.credits))),
    );
    used += rows.filter(([type]) => type === 'Used').reduce((sum, [, , amount = '']) => sum - signedText(amount), 0n);
    await close();
  }
  expect(used).toBe(traceMicrocredits);
});

test('the ledger’s file has every entry of the trace, up to its bound', async () => {
  let charged = 0n;
  for (const accountId of accounts) {
    const { page, close } = await dashboard.visit(`/accounts/${accountId}/ledger?type=debit`);
    await page
      .getByRole('button', { name: /^Receipt of entry/ })
      .first()
      .waitFor();
    const lines = csvRows(await download(page, 'Download CSV')).slice(1);
    for (const line of lines) charged += microcredits(line[5] ?? '');
    await close();
  }
  expect(charged).toBe(traceMicrocredits);
});

/** The command line's output for programs. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers by path; what isn't there fails them.
async function credits(...args: readonly string[]): Promise<any> {
  const { code, stdout, stderr } = await runProgram('shared/client/cli/main.ts', [
    ...['--url', dashboard.service.url, '--json'],
    ...args,
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

function microcredits(text: string): bigint {
  const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

function signedText(text: string): bigint {
  const isNegative = /^[-−]/.test(text);
  const amount = microcredits(text.replace(/^[-−+]/, ''));
  return isNegative ? -amount : amount;
}
