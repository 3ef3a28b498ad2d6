import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

type Reply = Awaited<ReturnType<TestService['call']>>;

function post(path: string, body: unknown, key: string): Promise<Reply> {
  return service.call('POST', path, { body, key });
}

async function hold(account: string, body: object, key: string): Promise<string> {
  const reply = await post(`/accounts/${account}/holds`, { category: 'ai', ...body }, key);
  expect(reply.status, reply.text).toBe(201);
  return `/accounts/${account}/holds/${reply.json.hold.holdId}`;
}

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
    const first = await post('/accounts/stream/holds', asks, 'hold');
    expect(first.json).toMatchObject({
      entry: { type: 'hold', credits: 20 },
      hold: { state: 'open', credits: 20, used: 0, whenExhausted: 'pause', dimensions: { user: 'ada' } },
      balance: { available: 980, held: 20, overrun: 0 },
    });
    expect((await post('/accounts/stream/holds', asks, 'hold')).text).toBe(first.text);
    const path = `/accounts/stream/holds/${first.json.hold.holdId}`;
    const within = await post(`${path}/usage`, { credits: 7.25 }, 'r1');
    expect(within.json).toMatchObject({ decision: 'continue', hold: { credits: 20, used: 7.25 } });
    const beyond = await post(`${path}/usage`, { credits: 25 }, 'r2');
    expect(beyond.json).toMatchObject({ decision: 'continue', hold: { credits: 45, used: 25 } });
    expect((await post(`${path}/usage`, { credits: 25 }, 'r2')).text).toBe(beyond.text);
    const usage = [{ sku: 'ai.gpt-4o.output-token', quantity: 30_000 }];
    const captured = await post(`${path}/capture`, { usage }, 'c');
    expect(captured.json).toMatchObject({
      entry: { type: 'capture', credits: 30 },
      hold: { state: 'captured', used: 30 },
      balance: { available: 970, held: 0, overrun: 0 },
    });
    expect(captured.json.lines).toMatchObject([{ quantity: 30_000, credits: 30 }]);
    expect((await post(`${path}/capture`, { usage }, 'c')).text).toBe(captured.text);
    expect((await post(`${path}/capture`, { usage }, 'again')).json).toMatchObject({
      code: 'hold-settled',
      state: 'captured',
    });
    expect((await service.call('GET', path)).json.state).toBe('captured');
  });

  it('shows the open ones by expiry, a page at a time', async () => {
    await service.open('open-holds', 'starter');
    for (let index = 0; index < 5; index += 1)
      await hold('open-holds', { credits: 1, expiresInSeconds: 100 - index }, `h${index}`);
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
    const path = await hold('busy', { credits: 1 }, 'h');
    expect((await service.call('DELETE', '/accounts/busy', { key: 'close' })).json.code).toBe('holds-open');
    await post(`${path}/release`, {}, 'r');
    expect((await service.call('DELETE', '/accounts/busy', { key: 'close again' })).status).toBe(200);
  });

  it('is refused by name where it doesn’t fit', async () => {
    await service.open('misfit', 'free');
    const path = await hold('misfit', { credits: 1 }, 'h');
    const backup = { usage: [{ sku: 'infrastructure.backup.gb', quantity: 1 }] };
    expect((await post(`${path}/capture`, backup, 'a')).json.code).toBe('hold-category');
    expect((await post(`${path}/usage`, backup, 'b')).json.code).toBe('hold-category');
    const unknown = '/accounts/misfit/holds/hold_000000000_AAAAAAAAAAAAAAAA';
    expect((await post(`${unknown}/capture`, { credits: 1 }, 'c')).json.code).toBe('hold-not-found');
    expect((await service.call('GET', unknown)).json.code).toBe('hold-not-found');
    const eternal = { credits: 1, category: 'ai', expiresInSeconds: 86_401 };
    expect((await post('/accounts/misfit/holds', eternal, 'd')).json).toMatchObject({
      errors: [{ field: 'expiresInSeconds' }],
    });
    expect((await post(`${path}/capture`, { credits: 0 }, 'e')).json).toMatchObject({ errors: [{ field: 'credits' }] });
  });
});

describe('at zero', () => {
  const starts = (account: string, key: string): Promise<readonly Reply[]> =>
    Promise.all(
      ['ai', 'infrastructure'].map((category) =>
        post(`/accounts/${account}/holds`, { credits: 1, category }, `${key} ${category}`),
      ),
    );

  it('new work is refused with reason and the ways back, running work ends or pauses, reads work, and credits resume it', async () => {
    await service.open('zero', 'free');
    const completes = await hold('zero', { credits: 20, whenExhausted: 'complete', slice: 1 }, 'complete');
    const pauses = await hold('zero', { credits: 20, whenExhausted: 'pause', slice: 1 }, 'pause');
    await post('/accounts/zero/debits', { credits: 60, category: 'ai' }, 'rest');

    const gate = await service.call('GET', '/accounts/zero/access');
    const restore = {
      packs: [
        { packId: 'burst-1000', credits: 1000 },
        { packId: 'burst-5000', credits: 5000 },
      ],
    };
    expect(gate.json).toMatchObject({
      ai: { allowed: false, reason: 'exhausted', effect: 'paused' },
      infrastructure: { allowed: false, reason: 'exhausted', effect: 'restricted' },
      platform: { allowed: false, reason: 'exhausted', effect: 'refused' },
      read: { allowed: true },
      restore,
    });
    expect(gate.json.ai.since).toBeDefined();
    for (const reply of await starts('zero', 'new'))
      expect(reply.json).toMatchObject({ status: 402, code: 'insufficient-credits', restore });

    // The plan lets work in progress overrun by 2 credits.
    expect((await post(`${completes}/usage`, { credits: 21.5 }, 'u1')).json.decision).toBe('continue');
    expect((await post(`${completes}/capture`, { credits: 22 }, 'c1')).json).toMatchObject({
      entry: { credits: 22, overrun: 2 },
      balance: { available: 0, held: 20, overrun: 2 },
    });
    expect((await post(`${pauses}/usage`, { credits: 25 }, 'u2')).json).toMatchObject({
      decision: 'pause',
      hold: { credits: 20, used: 25 },
    });
    const reads = ['', '/ledger', '/holds', '/limits', '/standing-usage', '/statements/0', '/access'];
    for (const path of reads) expect((await service.call('GET', `/accounts/zero${path}`)).status).toBe(200);

    await post('/accounts/zero/purchases', { packId: 'burst-1000', paymentId: 'pi_zero' }, 'buy');
    expect((await service.call('GET', '/accounts/zero/access')).json.ai).toEqual({ allowed: true });
    expect((await post(`${pauses}/usage`, { credits: 25 }, 'u3')).json).toMatchObject({ decision: 'continue' });
    expect((await post(`${pauses}/capture`, { credits: 26 }, 'c2')).json.entry.credits).toBe(26);
    for (const reply of await starts('zero', 'after')) expect(reply.status).toBe(201);
  });

  it('the next cycle resumes, with no job having run', async () => {
    await service.open('next-cycle', 'free');
    await post('/accounts/next-cycle/debits', { credits: 100, category: 'ai' }, 'all');
    for (const reply of await starts('next-cycle', 'now')) expect(reply.json.code).toBe('insufficient-credits');
    const { json } = await service.call('GET', '/accounts/next-cycle');
    await service.call('POST', '/local/clock', { body: { now: json.renewsAt } });
    for (const reply of await starts('next-cycle', 'later')) expect(reply.status).toBe(201);
    expect((await service.call('GET', '/accounts/next-cycle/access')).json.ai).toEqual({ allowed: true });
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
      post('/accounts/limited/debits', { credits, category: 'ai', dimensions: { user } }, key);
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
