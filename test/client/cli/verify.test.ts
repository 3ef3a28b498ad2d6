import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAccount } from '../../../shared/client/cli/verify.ts';
import { createHttpClient } from '../../../shared/client/http-client.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

describe('credits verify', () => {
  it('calls a renewal that is due and not yet written no breach, and goes on when it is', async () => {
    await service.open('sleeper', 'free');
    const body = { credits: 30, category: 'ai' };
    await service.call('POST', '/accounts/sleeper/debits', { body, key: 'before' });
    const client = createHttpClient(service.url);
    expect(await verifyAccount(client, 'sleeper')).toMatchObject({ isSettled: true, folded: 70, findings: [] });

    const { json } = await service.call('GET', '/accounts/sleeper');
    await service.call('POST', '/local/clock', { body: { now: json.renewsAt } });
    expect(await verifyAccount(client, 'sleeper')).toMatchObject({ isSettled: false, folded: 70, findings: [] });

    await service.call('POST', '/accounts/sleeper/debits', { body, key: 'after' });
    expect(await verifyAccount(client, 'sleeper')).toMatchObject({ isSettled: true, folded: 70, findings: [] });
  });
});

describe('credits', () => {
  it.each([['--help'], ['debit-credits --help'], ['verify --help'], ['replay --help'], ['rate-card import --help']])(
    '%s explains itself',
    (line) => {
      const main = fileURLToPath(new URL('../../../shared/client/cli/main.ts', import.meta.url));
      expect(execFileSync(process.execPath, [main, ...line.split(' ')], { encoding: 'utf8' })).toMatch(
        /^Usage: credits/,
      );
    },
  );
});
