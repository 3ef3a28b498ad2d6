import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../support/processes/program.ts';
import { startForbiddingGateway } from '../../support/proxies/forbidding-gateway.ts';
import { type CommandLine, commandScript, startCommandLine } from '../../support/service/command-line.ts';

let line: CommandLine;

beforeAll(async () => {
  line = await startCommandLine({ hasSchedules: false });
});
afterAll(() => line.stop());

describe('a request of the command line', () => {
  it('is signed with the environment’s credentials, for the region that is named', async () => {
    const gateway = await startForbiddingGateway();
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
    const gateway = await startForbiddingGateway();
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
