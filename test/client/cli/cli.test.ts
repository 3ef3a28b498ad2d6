import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProgramEnd, runProgram } from '../../support/processes/program.ts';
import { type Alteration, type AlteringProxy, startAlteringProxy } from '../../support/proxies/altering-proxy.ts';
import {
  type CommandLine,
  commandScript,
  expectFailure,
  startCommandLine,
} from '../../support/service/command-line.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await startCommandLine();
});
afterAll(() => line.stop());

const credits = (...args: readonly string[]): Promise<ProgramEnd> => line.credits(...args);

const recordedTrace = new URL('../../../infra/local/data/azure-llm-inference-2023-conv.csv', import.meta.url);
const pricesFile = 'infra/local/data/model-prices.json';

describe('a debit from the command line', () => {
  it('is a receipt for people, JSON for programs, and a replay the second time', async () => {
    await line.service.open('people');
    const debit = ['debit-credits', 'people', '--credits', '12.5', '--category', 'ai', '--key', 'one'];
    const first = await credits(...debit);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^entry\.credits +12\.5$/m);
    expect(first.stdout).toMatch(/^balance\.available +4987\.5$/m);
    expect(first.stdout).toMatch(/^slices\ngrantId +source +credits\nplan-0 +plan +12\.5$/m);

    const [again, asJson] = await Promise.all([credits(...debit), credits('--json', ...debit)]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('A replay: this was answered before, under the same key.');
    expect(JSON.parse(asJson.stdout)).toMatchObject({ entry: { seq: 2, credits: 12.5 } });
    expect((await line.service.call('GET', '/accounts/people')).json.available).toBe(4987.5);
  });

  it('by usage takes its lines as JSON, or the whole body', async () => {
    await line.service.open('lines');
    const usage = [{ sku: 'ai.gpt-4o.input-token', quantity: 374 }];
    const debits = await Promise.all([
      credits('debit-credits', 'lines', '--usage', JSON.stringify(usage), '--json'),
      credits('debit-credits', 'lines', '--body', JSON.stringify({ usage }), '--json'),
    ]);
    expect(debits.map(({ stdout }) => JSON.parse(stdout).entry.credits)).toEqual([0.0935, 0.0935]);
  });

  it('that is refused says why and what helps, and exits with 1', async () => {
    await line.service.open('refused', 'free');
    const debit = ['debit-credits', 'refused', '--credits', '101', '--category', 'ai'];
    const [refused, asJson, invalid] = await Promise.all([
      credits(...debit),
      credits(...debit, '--json'),
      credits('debit-credits', 'refused', '--credits', 'five', '--category', 'ai'),
    ]);
    expectFailure(refused, /^title +Not enough credits$/m, 1);
    expectFailure(refused, /^shortfall +1$/m, 1);
    expectFailure(refused, /^burst-1000 +1000$/m, 1);
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ code: 'insufficient-credits', shortfall: 1 });
    expectFailure(invalid, /^credits +must be/m);
  });
});

describe('reading from the command line', () => {
  it('shows a balance and a ledger as tables, and as JSON the very answers', async () => {
    await line.service.open('reader', 'starter');
    await line.service.call('POST', '/accounts/reader/debits', { body: { credits: 0.25, category: 'ai' }, key: 'one' });
    const [balance, ledger, asJson] = await Promise.all([
      credits('read-account', 'reader'),
      credits('read-ledger', 'reader', '--order', 'desc'),
      credits('read-ledger', 'reader', '--json'),
    ]);
    expect(balance.stdout).toMatch(/^available +999\.75$/m);
    expect(balance.stdout).toMatch(/^plan-0 +plan +1000 +0\.25 +0 +999\.75 +\d{4}-/m);
    const rows = ledger.stdout.trim().split('\n').slice(1);
    expect(rows.map((row) => row.split(/ +/).slice(0, 2))).toEqual([
      ['seq', 'type'],
      ['2', 'debit'],
      ['1', 'grant'],
    ]);
    expect(asJson.stdout.trim()).toBe((await line.service.call('GET', '/accounts/reader/ledger')).text);
  });

  it('names what is wrong with a command, and how to put it right', async () => {
    const [verb, argument, option, body, url] = await Promise.all([
      credits('spend', 'reader'),
      credits('debit-credits'),
      credits('debit-credits', 'reader', '--amount', '4'),
      credits('debit-credits', 'reader', '--body', '{"credits"'),
      credits('--url', 'nonsense', 'list-plans'),
    ]);
    expectFailure(verb, "unknown command 'spend'");
    expectFailure(verb, 'debit-credits');
    expectFailure(argument, "missing required argument 'accountId'");
    expectFailure(option, "unknown option '--amount'");
    expectFailure(body, 'JSON');
    expectFailure(url, "'nonsense' is invalid. It must be an address");
  });

  it('says when the service can’t be reached, after as many tries as are sensible', async () => {
    const nowhere = { CREDITS_URL: 'http://127.0.0.1:9' };
    const ended = await runProgram(commandScript, ['read-account', 'demo'], nowhere);
    expectFailure(ended, /^no answer from http:..127\.0\.0\.1:9.*Is it running\? npm start$/m, 3);
  });
});

describe('credits verify', () => {
  let proxy: AlteringProxy;
  beforeAll(async () => {
    proxy = await startAlteringProxy(line.service.url);
    await line.service.open('honest');
    for (let index = 1; index <= 5; index += 1) {
      const body = { credits: index, category: 'ai' };
      await line.service.call('POST', '/accounts/honest/debits', { body, key: `debit ${index}` });
    }
  });
  afterAll(() => proxy.stop());

  it('finds one account’s ledger intact, and all accounts’', async () => {
    const one = await credits('verify', 'honest');
    expect(one).toEqual({
      code: 0,
      stderr: '',
      stdout:
        'honest: 6 entries, chain intact, no gaps, 4985 credits by the entries and by the balance\n1 accounts, 0 in breach\n',
    });
    const { accountIds } = (await line.service.call('GET', '/accounts')).json;
    const all = await credits('verify', '--json');
    expect(all.code).toBe(0);
    const reports = all.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reports.map((report) => report.accountId)).toEqual(accountIds.toSorted());
    expect(reports.flatMap((report) => report.findings)).toEqual([]);
  });

  it('reads every digit of the largest balance and of a large quantity', async () => {
    await line.service.open('largest', 'free');
    const body = { credits: 999_999_899.999999, reason: 'all there is', actor: 'test' };
    await line.service.call('POST', '/accounts/largest/adjustments', { body, key: 'fill' });
    const text = '{"usage":[{"sku":"platform.data-retention.gb-hour","quantity":123456789012.123456}]}';
    await line.service.call('POST', '/accounts/largest/debits', { text, key: 'use' });
    const { stdout } = await credits('verify', 'largest');
    expect(stdout).toContain('largest: 3 entries, chain intact, no gaps, 828532237.48316 credits');
  });

  const tamperings: readonly (readonly [string, string, Alteration, string])[] = [
    [
      'the credits of an entry',
      '/ledger',
      (page) => {
        page.entries[2].credits = 1;
      },
      'entry 3: hash does not fit its content',
    ],
    ['that there was an entry', '/ledger', (page) => page.entries.splice(2, 1), 'entry 4: a gap after 2'],
    ['how it ends', '/ledger', (page) => page.entries.pop(), 'the ledger ends at entry 5, the account at 6'],
    [
      'the balance',
      '/honest',
      (account) => {
        account.available += 1;
      },
      'the entries add up to 4985, the balance says 4986',
    ],
  ];

  it.each(tamperings)(
    'reports a breach and exits with 1 when someone changed %s',
    async (_what, pathEnd, alter, finding) => {
      proxy.alter(pathEnd, alter);
      const { code, stdout } = await credits('--url', proxy.url, 'verify', 'honest');
      expect(stdout).toMatch(/^honest: IN BREACH\n/);
      expect(stdout).toContain(finding);
      expect(stdout).toMatch(/\n1 accounts, 1 in breach\n$/);
      expect(code).toBe(1);
    },
  );
});

describe('credits replay', () => {
  const rows = 1_000;

  it('charges a trace to the last microcredit, and nothing more when it is run again', async () => {
    const lines = readFileSync(recordedTrace, 'utf8')
      .split(/\r?\n/)
      .slice(0, rows + 1);
    const trace = join(line.folder, 'trace.csv');
    writeFileSync(trace, lines.join('\n'));
    const tokens = lines.slice(1).map((line) => line.split(',').slice(1).map(Number));
    // GPT-4o at a cent a credit: 250 and 1,000 microcredits a token.
    const sum = tokens.reduce((total, [input = 0, output = 0]) => total + input * 250 + output * 1_000, 0) / 1e6;
    const args = ['replay', trace, '--prices', pricesFile, '--accounts', '10', '--run', 'short'];

    const first = await credits(...args);
    expect(first.stdout.trim().split('\n').at(-1)).toBe(`replayed ${rows} debits: ${sum} credits, expected ${sum}`);
    expect(first.code).toBe(0);
    const balances = await balancesOf('short', 10);
    expect(balances.reduce((total, available) => total + 5_000 - available, 0)).toBeCloseTo(sum, 6);

    const again = await credits(...args);
    expect(again.code).toBe(0);
    expect(again.stdout.trim().split('\n').slice(-2)).toEqual([
      `${rows} of ${rows} were answered as replays: they changed nothing`,
      `replayed ${rows} debits: ${sum} credits, expected ${sum}`,
    ]);
    expect(await balancesOf('short', 10)).toEqual(balances);
  });

  it('that comes to another sum, or to refusals, exits with 1 and shows both', async () => {
    const trace = join(line.folder, 'tiny.csv');
    writeFileSync(trace, 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.680,1000,0\n');
    const prices = join(line.folder, 'dearer.json');
    writeFileSync(prices, '{"gpt-4o":{"input_cost_per_token":3e-6,"output_cost_per_token":1e-5}}');
    const args = ['replay', trace, '--accounts', '1', '--run', 'dear'];
    const dear = await credits(...args, '--prices', prices);
    expect(dear.stdout).toContain('replayed 1 debits: 0.25 credits, expected 0.3');
    expect(dear.code).toBe(1);
    writeFileSync(trace, 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.680,100000000,0\n');
    const tooMuch = await credits(...args, '--prices', pricesFile, '--run', 'much');
    expect(tooMuch.stderr).toContain('insufficient-credits');
    expect(tooMuch.code).toBe(1);
    writeFileSync(trace, 'TIMESTAMP\nnow,1,1\n');
    expectFailure(
      await credits(...args, '--prices', pricesFile),
      'line 2 of the trace is not timestamp, tokens, tokens',
    );
  });

  async function balancesOf(run: string, accounts: number): Promise<readonly number[]> {
    const ids = Array.from({ length: accounts }, (_, index) => `${run}-${String(index + 1).padStart(2, '0')}`);
    return Promise.all(ids.map(async (id) => (await line.service.call('GET', `/accounts/${id}`)).json.available));
  }
});
