import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold, post, type Reply } from '../support/service/held-work.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

describe('at zero', () => {
  const starts = (account: string, key: string): Promise<readonly Reply[]> =>
    Promise.all(
      ['ai', 'infrastructure'].map((category) =>
        post(service, `/accounts/${account}/holds`, { credits: 1, category }, `${key} ${category}`),
      ),
    );

  it('new work is refused with reason and the ways back, running work ends or pauses, reads work, and credits resume it', async () => {
    await service.open('zero', 'free');
    const completes = await hold(service, 'zero', { credits: 20, whenExhausted: 'complete', slice: 1 }, 'complete');
    const pauses = await hold(service, 'zero', { credits: 20, whenExhausted: 'pause', slice: 1 }, 'pause');
    await post(service, '/accounts/zero/debits', { credits: 60, category: 'ai' }, 'rest');

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
    expect((await post(service, `${completes}/usage`, { credits: 21.5 }, 'u1')).json.decision).toBe('continue');
    expect((await post(service, `${completes}/capture`, { credits: 22 }, 'c1')).json).toMatchObject({
      entry: { credits: 22, overrun: 2 },
      balance: { available: 0, held: 20, overrun: 2 },
    });
    expect((await post(service, `${pauses}/usage`, { credits: 25 }, 'u2')).json).toMatchObject({
      decision: 'pause',
      hold: { credits: 20, used: 25 },
    });
    const reads = ['', '/ledger', '/holds', '/limits', '/standing-usage', '/statements/0', '/access'];
    for (const path of reads) expect((await service.call('GET', `/accounts/zero${path}`)).status).toBe(200);

    await post(service, '/accounts/zero/purchases', { packId: 'burst-1000', paymentId: 'pi_zero' }, 'buy');
    expect((await service.call('GET', '/accounts/zero/access')).json.ai).toEqual({ allowed: true });
    expect((await post(service, `${pauses}/usage`, { credits: 25 }, 'u3')).json).toMatchObject({
      decision: 'continue',
    });
    expect((await post(service, `${pauses}/capture`, { credits: 26 }, 'c2')).json.entry.credits).toBe(26);
    for (const reply of await starts('zero', 'after')) expect(reply.status).toBe(201);
  });

  it('the next cycle resumes, with no job having run', async () => {
    await service.open('next-cycle', 'free');
    await post(service, '/accounts/next-cycle/debits', { credits: 100, category: 'ai' }, 'all');
    for (const reply of await starts('next-cycle', 'now')) expect(reply.json.code).toBe('insufficient-credits');
    const { json } = await service.call('GET', '/accounts/next-cycle');
    await service.call('POST', '/local/clock', { body: { now: json.renewsAt } });
    for (const reply of await starts('next-cycle', 'later')) expect(reply.status).toBe(201);
    expect((await service.call('GET', '/accounts/next-cycle/access')).json.ai).toEqual({ allowed: true });
  });
});
