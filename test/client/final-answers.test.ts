/** Answers that no further try would change: they are not asked for twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BadAnswer,
  type CreditsClient,
  createCreditsClient,
  Unauthorized,
} from '../../shared/client/credits-client.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

function clientOf(answer: typeof fetch): CreditsClient {
  return createCreditsClient({ url: service.url, credentials: async () => undefined, fetch: answer });
}

describe('a client', () => {
  it('does not repeat a refusal: it is an answer', async () => {
    await service.open('refused', 'free');
    let requests = 0;
    const client = clientOf((...request) => {
      requests += 1;
      return fetch(...request);
    });

    const answer = await client.debitCredits({ accountId: 'refused', body: { credits: 200, category: 'ai' } });

    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'insufficient-credits', shortfall: 100 } });
    expect(requests).toBe(1);
  });

  it('does not repeat what nobody but people can end', async () => {
    const client = answering(503, {
      type: '/problems/account-quarantined',
      code: 'account-quarantined',
      title: 'The account’s books are being looked at',
      status: 503,
      detail: 'The account’s books are being looked at.',
      retryable: true,
    });

    expect(await client.readAccount({ accountId: 'acme' })).toMatchObject({
      kind: 'refused',
      problem: { code: 'account-quarantined' },
    });
  });

  it('throws for a caller who may not, and for what is no service of ours', async () => {
    await expect(answering(403, { message: 'Forbidden' }).readAccount({ accountId: 'a' })).rejects.toThrow(
      Unauthorized,
    );
    await expect(answering(404, { message: 'Not Found' }).readAccount({ accountId: 'a' })).rejects.toThrow(BadAnswer);
    await expect(answering(200, { hello: 'world' }).readAccount({ accountId: 'a' })).rejects.toThrow(BadAnswer);
  });

  it('understands a newer service that says more', async () => {
    await service.open('newer', 'free');
    const { json } = await service.call('GET', '/accounts/newer');
    const client = answering(200, { ...json, tomorrow: 1, cycle: { ...json.cycle, name: 'first' } });

    expect(await client.readAccount({ accountId: 'newer' })).toMatchObject({ kind: 'done', value: { available: 100 } });
  });
});

function answering(status: number, body: unknown): CreditsClient {
  const headers = { 'content-type': 'application/json' };
  return clientOf(async () => new Response(JSON.stringify(body), { status, headers }));
}
