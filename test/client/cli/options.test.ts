/** How the command line is spoken to, and what a script may rely on. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../../shared/client/package.json' with { type: 'json' };
import { type ProgramEnd, runProgram, startProgram, until } from '../../support/processes/program.ts';
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

describe('credits-ledger verify', () => {
  it('says of what it can’t read that it can’t, and not that it is in breach', async () => {
    await line.service.open('intact', 'free');
    const missing = await credits('verify', 'intact', 'nobody');
    expect(missing.stdout).toMatch(/^nobody: can't be read: 404 /m);
    expect(missing.stdout).toContain('2 accounts, 0 in breach, 1 could not be read');
    expect(missing.code).toBe(2);

    const gateway = await startForbidding();
    const forbidden = await runProgram(commandScript, ['--url', gateway.url, 'verify', 'intact']);
    const unlisted = await runProgram(commandScript, ['--url', gateway.url, 'verify']);
    gateway.stop();
    expect(forbidden.stdout).toMatch(/^intact: can't be read: 403 /m);
    expect(forbidden.stdout + unlisted.stdout + unlisted.stderr).not.toContain('IN BREACH');
    expect([forbidden.code, unlisted.code]).toEqual([2, 2]);
  });
});

describe('a request of the command line', () => {
  it('is signed with the environment’s credentials, for the region that is named', async () => {
    const gateway = await startForbidding();
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
    const ended = await runProgram(
      commandScript,
      ['--url', gateway.url, '--region', 'eu-west-1', 'read-account', 'acme'],
      keys,
    );
    gateway.stop();
    expect(ended.code).toBe(2);
    expect(gateway.seen).toMatchObject([{ 'x-amz-security-token': 'session' }]);
    expect(gateway.seen[0]?.['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/execute-api\/aws4_request/,
    );
  });

  it('is signed as the profile that is named, by its own process too, as the SDK’s chain finds it', async () => {
    const gateway = await startForbidding();
    const profiles = join(line.folder, 'credentials');
    const tool = join(line.folder, 'tool.mjs');
    writeFileSync(
      tool,
      'console.log(JSON.stringify({ Version: 1, AccessKeyId: "AKIDPROCESS", SecretAccessKey: "s" }))',
    );
    writeFileSync(
      profiles,
      `[prod]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = s\n\n[tool]\ncredential_process = node ${tool}\n`,
    );
    const environment = { AWS_SHARED_CREDENTIALS_FILE: profiles, AWS_CONFIG_FILE: join(line.folder, 'none') };
    for (const profile of ['prod', 'tool'])
      await runProgram(commandScript, ['--url', gateway.url, '--profile', profile, 'list-plans'], environment);
    const unknown = await runProgram(
      commandScript,
      ['--url', gateway.url, '--profile', 'other', 'list-plans'],
      environment,
    );
    gateway.stop();
    expect(gateway.seen.map(({ authorization }) => /Credential=(\w+)/.exec(authorization ?? '')?.[1])).toEqual([
      'AKIDPROFILE',
      'AKIDPROCESS',
    ]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('no credentials to sign with');
  });

  it('goes where the configuration file says, unless the command says otherwise', async () => {
    await line.service.open('configured', 'free');
    const config = join(line.folder, 'config.json');
    writeFileSync(config, JSON.stringify({ url: line.service.url }));
    const found = await runProgram(commandScript, ['read-account', 'configured', '--json'], { CREDITS_CONFIG: config });
    expect(JSON.parse(found.stdout).available).toBe(100);
    const other = await runProgram(commandScript, ['--url', 'http://127.0.0.1:9', 'read-account', 'configured'], {
      CREDITS_CONFIG: config,
    });
    expect(other.code).toBe(3);
    writeFileSync(config, JSON.stringify({ url: line.service.url, user: 'ada' }));
    const wrong = await runProgram(commandScript, ['list-plans'], { CREDITS_CONFIG: config });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('takes url, region and profile');
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

interface Forbidding {
  readonly url: string;
  readonly seen: Readonly<Record<string, string | undefined>>[];
  stop(): void;
}

/** A gateway that lets nobody in, as API Gateway answers it. */
async function startForbidding(): Promise<Forbidding> {
  const seen: Readonly<Record<string, string | undefined>>[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers as Readonly<Record<string, string | undefined>>);
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return { url: `http://127.0.0.1:${address.port}`, seen, stop: () => server.close() };
}
