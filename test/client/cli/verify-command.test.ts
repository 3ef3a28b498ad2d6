/** `credits verify`: a ledger is read back whole and checked, as is each that somebody tampered with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProgramEnd } from '../../support/processes/program.ts';
import { type Alteration, type AlteringProxy, startAlteringProxy } from '../../support/proxies/altering-proxy.ts';
import { type CommandLine, startCommandLine } from '../../support/service/command-line.ts';

let line: CommandLine;

beforeAll(async () => {
  line = await startCommandLine();
});
afterAll(() => line.stop());

const credits = (...args: readonly string[]): Promise<ProgramEnd> => line.credits(...args);

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
