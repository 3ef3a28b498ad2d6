import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../support/engines/engines.ts';
import { childrenOf, isAlive, runProgram, startProgram, until } from '../../support/processes/program.ts';
import { startTestService } from '../../support/service/service.ts';

const main = 'infra/local/main.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credits-start-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(engines)('npm start over %s', (engine) => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves until %s, which ends it cleanly with all that it started',
    async (signal) => {
      const program = startProgram(main, ['--port', '0', '--engine', engine]);
      const url = await program.greeting();
      expect((await fetch(`${url}/accounts/demo`)).status).toBe(200);
      const children = childrenOf(program.process.pid);
      // Its engine, and the build of the dashboard where there is none yet.
      expect(children.length).toBeGreaterThanOrEqual(engine === 'dynoxide' ? 1 : 0);

      program.process.kill(signal);

      const { code, stdout, stderr } = await program.ended();
      expect(stdout.trimEnd().endsWith('Stopped.'), stdout + stderr).toBe(true);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(children.filter(isAlive)).toEqual([]);
    },
  );

  it('prints a debit to try it by, which works', async () => {
    const program = startProgram(main, ['--port', '0', '--engine', engine]);
    const url = await program.greeting();
    const body = await until('the debit is printed', () => /-d '(.+)'/.exec(program.stdout())?.[1]);
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'try-1' };
    const reply = await fetch(`${url}/accounts/demo/debits`, { method: 'POST', headers, body });
    expect(await reply.json()).toMatchObject({ entry: { credits: 0.1375 } });
    program.process.kill('SIGTERM');
    expect((await program.ended()).code).toBe(0);
  });
});

describe('npm start', () => {
  it.runIf(engines.includes('dynoxide'))('told to stop while it starts leaves no engine behind', async () => {
    const program = startProgram(main, ['--port', '0', '--engine', 'dynoxide']);
    const [engine = 0] = await until('its engine is there', () => {
      const children = childrenOf(program.process.pid);
      return children.length > 0 ? children : undefined;
    });
    program.process.kill('SIGTERM');
    expect((await program.ended()).code).toBe(0);
    expect(isAlive(engine)).toBe(false);
  });

  it.runIf(engines.includes('dynoxide'))('killed outright takes its engine with it', async () => {
    const program = startProgram(main, ['--port', '0', '--engine', 'dynoxide']);
    await program.greeting();
    const started = childrenOf(program.process.pid).flatMap((child) => [child, ...childrenOf(child)]);
    expect(started.length).toBeGreaterThan(1);

    program.process.kill('SIGKILL');

    await until('all that it started has ended', () => (started.some(isAlive) ? undefined : true));
  });

  it('ends when npm is killed outright', async () => {
    const npm = spawn('npm', ['start', '--', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    npm.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    const url = await until('it greets', () => /http:\/\/127\S+/.exec(stdout)?.[0]);

    npm.kill('SIGKILL');

    await until('nobody serves', async () => ((await isServing(url)) ? undefined : true));
  });

  it('says that the port is taken, and how to choose another', async () => {
    const service = await startTestService();
    const { port } = new URL(service.url);
    const ended = await runProgram(main, ['--port', port]);
    await service.stop();
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The port is taken. Stop the other program, or choose another port: npm start -- --port 4401\n',
    });
  });

  it.each([
    [['--prot', '4401'], "Unknown option '--prot'"],
    [['--port', 'many'], '--port many: it must be a number from 0 to 65535'],
    [['--engine', 'steam'], '--engine steam: it must be dynoxide or dynalite'],
  ])('%s is refused by name, with the usage', async (args, message) => {
    const { code, stdout, stderr } = await runProgram(main, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [first, , ...usage] = stderr.split('\n');
    expect(first).toContain(message);
    expect(usage[0]).toBe('Usage: npm start -- [options]');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('--help prints the usage', async () => {
    const { code, stdout, stderr } = await runProgram(main, ['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Usage: npm start -- \[options]\n.*--port.*\n.*--empty.*\n.*--data.*\n.*--copy.*\n.*--engine/,
    );
  });

  it('shows the demonstration by the machine’s time, and leaves it out where it is told to', async () => {
    const shown = startProgram(main, ['--port', '0']);
    const shownUrl = await shown.greeting();
    expect((await fetch(`${shownUrl}/accounts/busy`)).status).toBe(200);
    await expectTimeOfDay(shownUrl);
    shown.process.kill('SIGTERM');
    await shown.ended();

    const bare = startProgram(main, ['--port', '0', '--empty']);
    const bareUrl = await bare.greeting();
    expect((await fetch(`${bareUrl}/accounts/busy`)).status).toBe(404);
    expect((await fetch(`${bareUrl}/accounts/demo`)).status).toBe(200);
    await expectTimeOfDay(bareUrl);
    bare.process.kill('SIGTERM');
    await bare.ended();
  });

  it('ends with one line when its data folder can’t be one, or its endpoint doesn’t answer', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const noFolder = await runProgram(main, ['--port', '0', '--data', file]);
    expect(noFolder).toMatchObject({ code: 1, stdout: '', stderr: `EEXIST: file already exists, mkdir '${file}'\n` });
    const nobody = await runProgram(main, ['--port', '0'], { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' });
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toMatch(/^Nothing answers at DYNAMODB_ENDPOINT: .*127\.0\.0\.1:9\n$/);
  });

  it.each(engines)('ends when %s does not start', async (engine) => {
    const data = mkdtempSync(join(folder, 'data-'));
    const where = join(data, engine === 'dynoxide' ? 'dynoxide.sqlite' : 'dynalite');
    writeFileSync(where, 'Neither a folder nor a database, and longer than the header of one.');
    const { code, stdout } = await runProgram(main, ['--port', '0', '--engine', engine, '--data', data]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

/** Usage of a moment ago is taken, as a program says it that goes by the machine's clock. */
async function expectTimeOfDay(url: string): Promise<void> {
  const { now } = (await (await fetch(`${url}/local/clock`)).json()) as { readonly now: string };
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(5_000);
  const reply = await fetch(`${url}/accounts/demo/debits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'by-the-time-of-day' },
    body: JSON.stringify({ credits: 1, category: 'ai', occurredAt: new Date(Date.now() - 1_000).toISOString() }),
  });
  expect(reply.status, await reply.text()).toBe(201);
}

async function isServing(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
