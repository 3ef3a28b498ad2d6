/** Reading to the last page, and on as more comes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProgramEnd, startProgram, until } from '../../support/processes/program.ts';
import { type CommandLine, commandScript, startCommandLine } from '../../support/service/command-line.ts';

let line: CommandLine;

beforeAll(async () => {
  line = await startCommandLine({ hasSchedules: false });
});
afterAll(() => line.stop());

const credits = (...args: readonly string[]): Promise<ProgramEnd> => line.credits(...args);

describe('reading all of it', () => {
  it('goes on to the last page, as a table, as JSON, and as CSV with one head', async () => {
    await line.service.open('long', 'team');
    const debits = Array.from({ length: 205 }, (_, index) => ({
      accountId: 'long',
      idempotencyKey: `debit ${index}`,
      credits: 1,
      category: 'ai',
    }));
    await line.service.call('POST', '/debits', { body: { debits } });
    const [table, json, csv, page] = await Promise.all([
      credits('read-ledger', 'long', '--all'),
      credits('read-ledger', 'long', '--all', '--json'),
      credits('read-ledger', 'long', '--all', '--format', 'csv'),
      credits('read-ledger', 'long', '--json'),
    ]);
    const rows = (text: string): number => text.trim().split('\n').length;
    expect(rows(table.stdout)).toBe(2 + 206);
    const pages = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).entries);
    expect(pages.flat().map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: 206 }, (_, seq) => seq + 1),
    );
    expect(rows(csv.stdout)).toBe(1 + 206);
    expect(JSON.parse(page.stdout).entries).toHaveLength(100);
  });
});

describe('credits-ledger watch', () => {
  it('shows entries as they come', async () => {
    await line.service.open('watched', 'free');
    const watching = startProgram(commandScript, [
      '--url',
      line.service.url,
      'watch',
      'watched',
      '--every',
      '0.1',
      '--entries',
      '2',
    ]);
    let isWatching = false;
    watching.process.stderr?.on('data', () => {
      isWatching = true;
    });
    await until('it watches', () => (isWatching ? true : undefined));
    await line.service.call('POST', '/accounts/watched/debits', { body: { credits: 1, category: 'ai' }, key: 'a' });
    await line.service.call('POST', '/accounts/watched/debits', { body: { credits: 2, category: 'ai' }, key: 'b' });
    const { code, stdout } = await watching.ended();
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/#2 {2}debit {2}ai {2}1 {2}99 left$/),
      expect.stringMatching(/#3 {2}debit {2}ai {2}2 {2}97 left$/),
    ]);
    expect((await credits('watch', 'nobody')).code).toBe(1);
  });
});
