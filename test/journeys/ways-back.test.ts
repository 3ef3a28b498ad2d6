/** A refusal says what would help, exactly; and gate, quote and debit say the same (R26). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { access, debit, elapse, post, publish, quote } from '../support/service/asking.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  await publish(service, 'bare', { credits: 100 });
  await elapse(service, 180);
});
afterAll(() => service.stop());

describe('a refusal names the ways that help, the smallest first', () => {
  it('credits that are only held come back when their work ends, before anything is bought', async () => {
    await service.open('held', 'free');
    const { hold } = (await post(service, 'held/holds', { credits: 90, category: 'ai', expiresInSeconds: 600 }, 'work'))
      .json;
    const { renewsAt } = (await service.call('GET', '/accounts/held')).json;

    const refused = await debit(service, 'held', 20, 'first');

    expect(refused.json).toMatchObject({
      ...{ code: 'insufficient-credits', available: 10, held: 90, required: 20, shortfall: 10 },
      restore: {
        holdEnds: [hold.expiresAt],
        renewsAt,
        ways: [
          { kind: 'hold-end', at: hold.expiresAt },
          { kind: 'packs', packId: 'burst-1000', count: 1 },
          { kind: 'packs', packId: 'burst-5000', count: 1 },
          { kind: 'renewal', at: renewsAt, renewals: 1 },
        ],
      },
    });
    expect(refused.json.detail).toBe(
      `20 credits are required and 10 are available, and 90 are set aside for work in progress. Wait for work in progress, which ends at ${hold.expiresAt} at the latest, buy 1 × burst-1000 or 1 × burst-5000 or wait for the renewal at ${renewsAt}.`,
    );
    expect(await quote(service, 'held', 20)).toMatchObject({
      affordable: false,
      held: 90,
      earliest: hold.expiresAt,
      renewals: 0,
    });
    expect((await access(service, 'held', { credits: '20' })).restore).toEqual(refused.json.restore);

    await elapse(service, 600);
    expect((await debit(service, 'held', 20, 'second')).status).toBe(201);
    expect((await debit(service, 'held', 20, 'first')).text).toBe(refused.text);
  });

  it('a plan without packs names none, and more than any renewal brings has no way at all', async () => {
    await service.open('bare', 'bare');
    const { renewsAt } = (await service.call('GET', '/accounts/bare')).json;
    await debit(service, 'bare', 40, 'some');

    expect((await debit(service, 'bare', 80, 'next')).json).toMatchObject({
      detail: `80 credits are required and 60 are available. Wait for the renewal at ${renewsAt}.`,
      restore: { packs: [], renewsAt, ways: [{ kind: 'renewal', at: renewsAt, renewals: 1 }] },
    });
    const never = await debit(service, 'bare', 200, 'never');
    expect(never.json).toMatchObject({
      detail: '200 credits are required and 60 are available. No pack, and no renewal in sight, brings that much.',
      restore: { packs: [], ways: [] },
    });
    expect(never.json.restore).not.toHaveProperty('renewsAt');
    expect(await quote(service, 'bare', 200)).toMatchObject({
      affordable: false,
      earliest: null,
      renewals: null,
      pack: null,
    });
  });

  it('counts the debt that a pack repays first', async () => {
    await service.open('indebted', 'free');
    await debit(service, 'indebted', 100, 'plan');
    await post(service, 'indebted/purchases', { packId: 'burst-1000', paymentId: 'indebted-1' }, 'buy');
    await debit(service, 'indebted', 400, 'use');
    await post(service, 'indebted/purchases/indebted-1/chargeback', {}, 'charge back');
    expect((await service.call('GET', '/accounts/indebted')).json).toMatchObject({ available: 0, debt: 400 });

    expect(await quote(service, 'indebted', 1000)).toMatchObject({
      affordable: false,
      pack: { packId: 'burst-1000', count: 2, credits: 2000 },
    });

    await post(service, 'indebted/purchases', { packId: 'burst-1000', paymentId: 'indebted-2' }, 'buy 2');
    expect((await debit(service, 'indebted', 1000, 'with one')).status).toBe(402);
    await post(service, 'indebted/purchases', { packId: 'burst-1000', paymentId: 'indebted-3' }, 'buy 3');
    expect((await debit(service, 'indebted', 1000, 'with both')).status).toBe(201);
  });
});
