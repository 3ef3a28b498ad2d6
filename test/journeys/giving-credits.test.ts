import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

describe('a reversal, a purchase, an adjustment', () => {
  it('each answer a receipt, and are refused with a reason', async () => {
    await service.open('changes', 'free');
    const post = (path: string, body: unknown, key: string): ReturnType<TestService['call']> =>
      service.call('POST', `/accounts/changes/${path}`, { body, key });
    await post('debits', { credits: 30, category: 'ai' }, 'd');
    expect((await post('debits/2/reversal', { reason: 'no answer' }, 'r')).json).toMatchObject({
      entry: { type: 'reversal', reverses: 2, credits: 30, reason: 'no answer' },
      balance: { available: 100 },
    });
    expect((await post('debits/2/reversal', {}, 'r2')).json).toMatchObject({
      status: 409,
      code: 'entry-reversed',
      reversedBy: 3,
    });
    expect((await post('debits/1/reversal', {}, 'r3')).json).toMatchObject({
      status: 409,
      code: 'entry-not-reversible',
    });
    expect((await post('debits/99/reversal', {}, 'r4')).json).toMatchObject({ status: 404, code: 'entry-not-found' });
    expect((await post('purchases', { packId: 'burst-1000', paymentId: 'pi_9' }, 'p')).json).toMatchObject({
      entry: { type: 'grant', credits: 1000, packId: 'burst-1000', paymentId: 'pi_9' },
      slices: [{ source: 'add-on' }],
    });
    expect((await post('purchases', { packId: 'burst-5000', paymentId: 'pi_9' }, 'p2')).json).toMatchObject({
      status: 409,
      code: 'payment-reused',
      boughtBy: 4,
    });
    await service.open('changes-too', 'free');
    const elsewhere = { body: { packId: 'burst-1000', paymentId: 'pi_9' }, key: 'p' };
    expect((await service.call('POST', '/accounts/changes-too/purchases', elsewhere)).json).toMatchObject({
      status: 409,
      code: 'payment-claimed',
    });
    expect((await post('purchases', { packId: 'none', paymentId: 'pi_8' }, 'p3')).json).toMatchObject({
      status: 422,
      code: 'pack-unknown',
      packId: 'none',
    });
    expect((await post('adjustments', { credits: 5, reason: 'goodwill', actor: 'ada' }, 'a')).json).toMatchObject({
      entry: { type: 'grant', reason: 'goodwill', actor: 'ada' },
      slices: [{ source: 'adjustment' }],
      balance: { available: 1105 },
    });
    expect((await post('adjustments', { credits: 5, actor: 'ada' }, 'a2')).json).toMatchObject({
      status: 400,
      errors: [{ field: 'reason' }],
    });
  });

  it('without a body a reversal is the same as with an empty one', async () => {
    await service.open('bodiless', 'free');
    await service.call('POST', '/accounts/bodiless/debits', { body: { credits: 3, category: 'ai' }, key: 'd' });
    const first = await service.call('POST', '/accounts/bodiless/debits/2/reversal', { key: 'r' });
    expect(first.status).toBe(201);
    expect((await service.call('POST', '/accounts/bodiless/debits/2/reversal', { body: {}, key: 'r' })).text).toBe(
      first.text,
    );
  });
});
