import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

describe('the local service, asked by a page of another origin', () => {
  const origin = 'http://localhost:3000';

  it('lets it send a debit and read the answer', async () => {
    await service.open('page', 'free');
    const preflight = await fetch(`${service.url}/accounts/page/debits`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,idempotency-key',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key');

    const body = { credits: 1, category: 'ai' };
    const debit = await service.call('POST', '/accounts/page/debits', { body, key: 'one', headers: { origin } });
    expect(debit.status).toBe(201);
    expect(debit.headers.get('access-control-allow-origin')).toBe('*');
    expect(debit.headers.get('access-control-expose-headers')).toContain('idempotency-replayed');
  });

  it('answers an OPTIONS that no browser asks as any method that it doesn’t have', async () => {
    expect((await service.call('OPTIONS', '/accounts/page')).status).toBe(405);
  });
});
