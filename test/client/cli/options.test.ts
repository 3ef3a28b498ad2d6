/** How the command line is spoken to, and what a script may rely on. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../../shared/client/package.json' with { type: 'json' };
import { type ProgramEnd, runProgram } from '../../support/processes/program.ts';
import { startForbiddingGateway } from '../../support/proxies/forbidding-gateway.ts';
import { type CommandLine, commandScript, startCommandLine } from '../../support/service/command-line.ts';

let line: CommandLine;

beforeAll(async () => {
  line = await startCommandLine({ hasSchedules: false });
});
afterAll(() => line.stop());

const credits = (...args: readonly string[]): Promise<ProgramEnd> => line.credits(...args);

describe('options', () => {
  it('are in kebab case and list what they may be; names as the API has them are taken too', async () => {
    await line.service.open('spoken');
    const hold = ['authorize-hold', 'spoken', '--credits', '2', '--category', 'ai'];
    const [help, kebab, camel, wrong] = await Promise.all([
      credits('authorize-hold', '--help'),
      credits(...hold, '--when-exhausted', 'complete', '--expires-in-seconds', '60', '--json'),
      credits(...hold, '--whenExhausted', 'complete', '--expiresInSeconds', '60', '--json'),
      credits(...hold, '--when-exhausted', 'stop'),
    ]);
    expect(help.stdout).toMatch(/--when-exhausted <text>[\s\S]*choices: "complete",\s+"pause"/);
    expect(help.stdout).not.toContain('--whenExhausted');
    for (const { stdout } of [kebab, camel])
      expect(JSON.parse(stdout).hold).toMatchObject({ whenExhausted: 'complete' });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Allowed choices are complete, pause');
  });

  it('that are true or false are flags, and usage and dimensions needn’t be JSON', async () => {
    await line.service.open('flags');
    const usage = ['--usage', 'ai.gpt-4o.input-token:374,ai.gpt-4o.output-token:44'];
    const [quoted, plain, debited] = await Promise.all([
      credits('quote-usage', '--account-id', 'flags', ...usage, '--outlook', '--json'),
      credits('quote-usage', '--account-id', 'flags', ...usage, '--no-outlook', '--json'),
      credits('debit-credits', 'flags', ...usage, '--dimensions', 'user:ada,team:core', '--json'),
    ]);
    expect(JSON.parse(quoted.stdout).account.outlook).toBeDefined();
    expect(JSON.parse(plain.stdout).account.outlook).toBeUndefined();
    expect(JSON.parse(debited.stdout).entry).toMatchObject({
      credits: 0.1375,
      dimensions: { user: 'ada', team: 'core' },
    });
  });

  it('say the version', async () => {
    expect(await credits('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });
});

describe('the exit code', () => {
  it('tells refused, faulty and unreachable apart', async () => {
    await line.service.open('codes', 'free');
    const ended = await Promise.all([
      credits('read-account', 'codes'),
      credits('debit-credits', 'codes', '--credits', '101', '--category', 'ai'),
      credits('read-account', 'nobody'),
      credits('debit-credits', 'codes', '--credits', '-1', '--category', 'ai'),
      credits('debit-credits'),
      credits('debit-credits', 'codes', '--body', '{'),
      runProgram(commandScript, ['--url', 'http://127.0.0.1:9', 'read-account', 'codes']),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([0, 1, 1, 2, 2, 2, 3]);
  });

  it('of the gate is 0 while access is given and 1 when it is denied', async () => {
    await line.service.open('gate', 'free');
    const open = await credits('check-access', 'gate');
    await line.service.call('POST', '/accounts/gate/debits', { body: { credits: 100, category: 'ai' }, key: 'all' });
    const ended = await Promise.all([
      credits('check-access', 'gate', '--category', 'ai', '--credits', '1'),
      credits('check-access', 'gate'),
    ]);
    expect([open, ...ended].map(({ code }) => code)).toEqual([0, 1, 1]);
    expect(ended[1].stdout).toMatch(/^ai\.allowed +false$/m);
  });
});

describe('what can’t be undone', () => {
  it('is asked for twice', async () => {
    await line.service.open('closing', 'free');
    const unsure = await credits('close-account', 'closing');
    expect(unsure).toMatchObject({ code: 2, stdout: '' });
    expect(unsure.stderr).toContain('Say --yes');
    expect((await line.service.call('GET', '/accounts/closing')).json.state).toBe('active');
    expect((await credits('close-account', 'closing', '--yes')).code).toBe(0);
    expect((await line.service.call('GET', '/accounts/closing')).json.state).toBe('closed');
  });
});

describe('credits-ledger verify', () => {
  it('says of what it can’t read that it can’t, and not that it is in breach', async () => {
    await line.service.open('intact', 'free');
    const missing = await credits('verify', 'intact', 'nobody');
    expect(missing.stdout).toMatch(/^nobody: can't be read: 404 /m);
    expect(missing.stdout).toContain('2 accounts, 0 in breach, 1 could not be read');
    expect(missing.code).toBe(2);

    const gateway = await startForbiddingGateway();
    const forbidden = await runProgram(commandScript, ['--url', gateway.url, 'verify', 'intact']);
    const unlisted = await runProgram(commandScript, ['--url', gateway.url, 'verify']);
    gateway.stop();
    expect(forbidden.stdout).toMatch(/^intact: can't be read: 403 /m);
    expect(forbidden.stdout + unlisted.stdout + unlisted.stderr).not.toContain('IN BREACH');
    expect([forbidden.code, unlisted.code]).toEqual([2, 2]);
  });
});

describe('credits-ledger completion', () => {
  it('completes verbs, their options and what these may be, in bash', async () => {
    const { stdout } = await credits('completion', 'bash');
    const completed = (words: readonly string[]): readonly string[] =>
      execFileSync(
        'bash',
        [
          '-c',
          `${stdout}\nCOMP_WORDS=(credits-ledger ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _credits_ledger; printf '%s\\n' "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8' },
      )
        .trim()
        .split('\n');
    expect(completed(['debit-'])).toEqual(['debit-credits', 'debit-batch']);
    expect(completed(['authorize-hold', '--when'])).toEqual(['--when-exhausted']);
    expect(completed(['authorize-hold', '--when-exhausted', ''])).toEqual(['complete', 'pause']);
    for (const shell of ['zsh', 'fish']) expect((await credits('completion', shell)).stdout).toContain('debit-credits');
  });
});
