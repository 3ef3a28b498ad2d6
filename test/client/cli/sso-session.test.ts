/** A person who signed in by `aws sso login`: the command line signs as the role that the session gives. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../support/processes/program.ts';
import { type ForbiddingGateway, startForbiddingGateway } from '../../support/proxies/forbidding-gateway.ts';
import { commandScript } from '../../support/service/command-line.ts';

const hourMs = 3_600_000;

/** Requests that came to IAM Identity Center's portal: for which role, and by whom. */
const asked: { readonly role: string; readonly token: string | undefined }[] = [];
const portal = createServer((request, response) => {
  const token = request.headers['x-amz-sso_bearer_token'];
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal');
  const role = `${pathname} ${searchParams.get('account_id')} ${searchParams.get('role_name')}`;
  asked.push({ role, token: typeof token === 'string' ? token : undefined });
  const roleCredentials = {
    accessKeyId: 'AKIDSESSION',
    secretAccessKey: 'secret',
    sessionToken: 'of the role',
    expiration: Date.now() + hourMs,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ roleCredentials }));
});

let home: string;
let gateway: ForbiddingGateway;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  portal.listen(0, '127.0.0.1');
  await once(portal, 'listening');
  const address = portal.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  gateway = await startForbiddingGateway();
  home = mkdtempSync(join(tmpdir(), 'credits-sso-'));
  mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
  writeFileSync(
    join(home, '.aws/config'),
    [
      '[profile staff]',
      'sso_session = company',
      'sso_account_id = 111122223333',
      'sso_role_name = Support',
      '[sso-session company]',
      'sso_region = eu-west-1',
      'sso_start_url = https://company.awsapps.com/start',
      '',
    ].join('\n'),
  );
  environment = {
    HOME: home,
    AWS_CONFIG_FILE: join(home, '.aws/config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'none'),
    AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${address.port}`,
  };
});
afterAll(() => {
  portal.close();
  gateway.stop();
  rmSync(home, { recursive: true });
});

/** As `aws sso login` leaves it. */
function signIn(endsAtMs: number): void {
  const file = `${createHash('sha1').update('company').digest('hex')}.json`;
  const session = { accessToken: 'signed in', expiresAt: new Date(endsAtMs).toISOString() };
  writeFileSync(join(home, '.aws/sso/cache', file), JSON.stringify(session));
}

const listPlans = ['--profile', 'staff', '--region', 'eu-west-1', 'list-plans'];

describe('a request of a person who signed in', () => {
  it('is signed as the role of the session', async () => {
    signIn(Date.now() + hourMs);

    await runProgram(commandScript, ['--url', gateway.url, ...listPlans], environment);

    expect(asked).toEqual([{ role: '/federation/credentials 111122223333 Support', token: 'signed in' }]);
    expect(gateway.seen).toMatchObject([{ 'x-amz-security-token': 'of the role' }]);
    expect(gateway.seen[0]?.['authorization']).toContain('Credential=AKIDSESSION/');
  });

  it('isn’t sent once the session has ended, and the command says so', async () => {
    signIn(Date.now() - hourMs);
    const before = gateway.seen.length;

    const { code, stdout, stderr } = await runProgram(commandScript, ['--url', gateway.url, ...listPlans], environment);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no credentials to sign with');
    expect(stderr).toContain('aws sso login');
    expect(stderr).not.toMatch(/^ +at .*:\d+/m);
    expect(gateway.seen.length).toBe(before);
  });
});
