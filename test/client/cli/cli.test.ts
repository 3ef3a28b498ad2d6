import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProgramEnd, runProgram } from '../../support/processes/program.ts';
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
