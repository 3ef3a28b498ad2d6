import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

describe('an account', () => {
  it('opens with its plan’s credits, in its own zone, and answers the same to the same', async () => {
    const body = { planId: 'team', cycleAnchor: '2026-11-01T04:00:00.000Z', timeZone: 'America/New_York' };
    const reply = await service.call('PUT', '/accounts/acme', { body, key: 'open' });
    expect(reply.json).toMatchObject({
      accountId: 'acme',
      planId: 'team',
      state: 'active',
      available: 5000,
      held: 0,
      overrun: 0,
      seq: 1,
      cycle: { index: 0, start: '2026-11-01T04:00:00.000Z', end: '2026-12-01T05:00:00.000Z' },
      renewsAt: '2026-12-01T05:00:00.000Z',
      grants: [{ grantId: 'plan-0', source: 'plan', granted: 5000, used: 0, held: 0, remaining: 5000 }],
    });
    const again = await service.call('PUT', '/accounts/acme', { body, key: 'open' });
    expect(again.text).toBe(reply.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const asItIs = await service.call('PUT', '/accounts/acme', { body, key: 'another key' });
    expect(asItIs.json).toEqual(reply.json);
    const other = await service.call('PUT', '/accounts/acme', { body: { ...body, planId: 'scale' }, key: 'third key' });
    expect(other.json).toMatchObject({ status: 409, code: 'account-exists' });
  });

  it('on an unknown plan isn’t opened', async () => {
    const reply = await service.call('PUT', '/accounts/nobody', { body: { planId: 'none' }, key: 'open' });
    expect(reply.json).toMatchObject({ status: 422, code: 'plan-unknown', planId: 'none' });
    expect((await service.call('GET', '/accounts/nobody')).json).toMatchObject({
      status: 404,
      code: 'account-not-found',
    });
  });

  it('can be listed', async () => {
    await service.open('listed');
    const ids = new Set<string>();
    let cursor = '';
    do {
      const page = await service.call(
        'GET',
        `/accounts?limit=1${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      for (const id of page.json.accountIds) ids.add(id);
      cursor = page.json.nextCursor ?? '';
    } while (cursor !== '');
    expect([...ids]).toEqual(expect.arrayContaining(['demo', 'listed']));
    expect((await service.call('GET', '/accounts?cursor=1.demo~nonsense')).json).toMatchObject({
      errors: [{ field: 'cursor' }],
    });
  });
});
