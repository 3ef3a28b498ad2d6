import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold, post, type Reply } from '../support/service/held-work.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

describe('work in progress', () => {
  it('is authorized, reports, is captured by usage, and every answer can be had again byte for byte', async () => {
    await service.open('stream', 'starter');
    const asks = {
      credits: 20,
      category: 'ai',
      expiresInSeconds: 600,
      whenExhausted: 'pause',
      dimensions: { user: 'ada' },
    };
    const first = await post(service, '/accounts/stream/holds', asks, 'hold');
    expect(first.json).toMatchObject({
      entry: { type: 'hold', credits: 20 },
      hold: { state: 'open', credits: 20, used: 0, whenExhausted: 'pause', dimensions: { user: 'ada' } },
      balance: { available: 980, held: 20, overrun: 0 },
    });
    expect((await post(service, '/accounts/stream/holds', asks, 'hold')).text).toBe(first.text);
    const path = `/accounts/stream/holds/${first.json.hold.holdId}`;
    const within = await post(service, `${path}/usage`, { credits: 7.25 }, 'r1');
    expect(within.json).toMatchObject({ decision: 'continue', hold: { credits: 20, used: 7.25 } });
    const beyond = await post(service, `${path}/usage`, { credits: 25 }, 'r2');
    expect(beyond.json).toMatchObject({ decision: 'continue', hold: { credits: 45, used: 25 } });
    expect((await post(service, `${path}/usage`, { credits: 25 }, 'r2')).text).toBe(beyond.text);
    const usage = [{ sku: 'ai.gpt-4o.output-token', quantity: 30_000 }];
    const captured = await post(service, `${path}/capture`, { usage }, 'c');
    expect(captured.json).toMatchObject({
      entry: { type: 'capture', credits: 30 },
      hold: { state: 'captured', used: 30 },
      balance: { available: 970, held: 0, overrun: 0 },
    });
    expect(captured.json.lines).toMatchObject([{ quantity: 30_000, credits: 30 }]);
    expect((await post(service, `${path}/capture`, { usage }, 'c')).text).toBe(captured.text);
    expect((await post(service, `${path}/capture`, { usage }, 'again')).json).toMatchObject({
      code: 'hold-settled',
      state: 'captured',
    });
    expect((await service.call('GET', path)).json.state).toBe('captured');
  });

  it('shows the open ones by expiry, a page at a time', async () => {
    await service.open('open-holds', 'starter');
    for (let index = 0; index < 5; index += 1)
      await hold(service, 'open-holds', { credits: 1, expiresInSeconds: 100 - index }, `h${index}`);
    const first = await service.call('GET', '/accounts/open-holds/holds?limit=3');
    const rest = await service.call(
      'GET',
      `/accounts/open-holds/holds?limit=3&cursor=${encodeURIComponent(first.json.nextCursor)}`,
    );
    const seconds = [...first.json.holds, ...rest.json.holds].map(({ expiresAt }: { expiresAt: string }) => expiresAt);
    expect(seconds).toHaveLength(5);
    expect(seconds).toEqual(seconds.toSorted());
    expect(rest.json.nextCursor).toBeUndefined();
  });

  it('keeps an account from being closed', async () => {
    await service.open('busy', 'starter');
    const path = await hold(service, 'busy', { credits: 1 }, 'h');
    expect((await service.call('DELETE', '/accounts/busy', { key: 'close' })).json.code).toBe('holds-open');
    await post(service, `${path}/release`, {}, 'r');
    expect((await service.call('DELETE', '/accounts/busy', { key: 'close again' })).status).toBe(200);
  });

  it('is refused by name where it doesn’t fit', async () => {
    await service.open('misfit', 'free');
    const path = await hold(service, 'misfit', { credits: 1 }, 'h');
    const backup = { usage: [{ sku: 'infrastructure.backup.gb', quantity: 1 }] };
    expect((await post(service, `${path}/capture`, backup, 'a')).json.code).toBe('hold-category');
    expect((await post(service, `${path}/usage`, backup, 'b')).json.code).toBe('hold-category');
    const unknown = '/accounts/misfit/holds/hold_000000000_AAAAAAAAAAAAAAAA';
    expect((await post(service, `${unknown}/capture`, { credits: 1 }, 'c')).json.code).toBe('hold-not-found');
    expect((await service.call('GET', unknown)).json.code).toBe('hold-not-found');
    const eternal = { credits: 1, category: 'ai', expiresInSeconds: 86_401 };
    expect((await post(service, '/accounts/misfit/holds', eternal, 'd')).json).toMatchObject({
      errors: [{ field: 'expiresInSeconds' }],
    });
    expect((await post(service, `${path}/capture`, { credits: 0 }, 'e')).json).toMatchObject({
      errors: [{ field: 'credits' }],
    });
  });
});

describe('a spending limit', () => {
  it('is named by the refusal and by the gate, and lets others through', async () => {
    await service.open('limited', 'starter');
    const limit = { credits: 10, dimension: { name: 'user', value: 'ada' } };
    expect(
      (await service.call('PUT', '/accounts/limited/limits/ada', { body: limit, key: 'l' })).json.entry,
    ).toMatchObject({
      type: 'limit',
      limit: { limitId: 'ada', ...limit },
    });
    const debit = (credits: number, user: string, key: string): Promise<Reply> =>
      post(service, '/accounts/limited/debits', { credits, category: 'ai', dimensions: { user } }, key);
    expect((await debit(9, 'ada', 'a')).status).toBe(201);
    expect((await debit(2, 'ada', 'b')).json).toMatchObject({
      status: 402,
      code: 'limit-reached',
      limitId: 'ada',
      available: 1,
      shortfall: 1,
    });
    expect((await debit(2, 'bob', 'c')).status).toBe(201);
    const ask = async (query: string): Promise<unknown> =>
      (await service.call('GET', `/accounts/limited/access?${query}`)).json.ai;
    expect(await ask('credits=2&dimensions=user:ada')).toMatchObject({
      allowed: false,
      reason: 'limit-reached',
      limitId: 'ada',
    });
    expect(await ask('credits=1&dimensions=user:ada')).toEqual({ allowed: true });
    expect(await ask('credits=2')).toEqual({ allowed: true });
    expect((await service.call('GET', '/accounts/limited/limits')).json.limits).toMatchObject([
      { limitId: 'ada', used: 9, held: 0 },
    ]);
    await service.call('DELETE', '/accounts/limited/limits/ada', { key: 'd' });
    expect((await debit(2, 'ada', 'e')).status).toBe(201);
  });
});
