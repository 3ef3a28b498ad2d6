/** A refusal says what would help, exactly; and gate, quote and debit say the same (R26). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  await publish('bare', { credits: 100 });
  await elapse(180);
});
afterAll(() => service.stop());

const post = (path: string, body: unknown, key: string): Promise<Reply> =>
  service.call('POST', `/accounts/${path}`, { body, key });
const debit = (accountId: string, credits: number, key: string, more: object = {}): Promise<Reply> =>
  post(`${accountId}/debits`, { credits, category: 'ai', ...more }, key);
const access = async (accountId: string, query: Readonly<Record<string, string>> = {}): Promise<Reply['json']> =>
  (await service.call('GET', `/accounts/${accountId}/access?${new URLSearchParams(query)}`)).json;
const quote = async (accountId: string, credits: number, more: object = {}): Promise<Reply['json']> =>
  (await service.call('POST', '/quotes', { body: { accountId, credits, ...more } })).json.account;

async function elapse(seconds: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: seconds } });
}

/** A version of a plan, in effect after a moment. */
async function publish(planId: string, plan: object): Promise<void> {
  const from = Date.parse((await service.call('GET', '/local/clock')).json.now) + 150_000;
  const body = { ...plan, effectiveFrom: new Date(from).toISOString() };
  const reply = await service.call('PUT', `/plans/${planId}`, { body });
  expect(reply.status, reply.text).toBeLessThan(300);
}

describe('a refusal names the ways that help, the smallest first', () => {
  it('credits that are only held come back when their work ends, before anything is bought', async () => {
    await service.open('held', 'free');
    const { hold } = (await post('held/holds', { credits: 90, category: 'ai', expiresInSeconds: 600 }, 'work')).json;
    const { renewsAt } = (await service.call('GET', '/accounts/held')).json;

    const refused = await debit('held', 20, 'first');

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
    expect(await quote('held', 20)).toMatchObject({
      affordable: false,
      held: 90,
      earliest: hold.expiresAt,
      renewals: 0,
    });
    expect((await access('held', { credits: '20' })).restore).toEqual(refused.json.restore);

    await elapse(600);
    expect((await debit('held', 20, 'second')).status).toBe(201);
    expect((await debit('held', 20, 'first')).text).toBe(refused.text);
  });

  it('a plan without packs names none, and more than any renewal brings has no way at all', async () => {
    await service.open('bare', 'bare');
    const { renewsAt } = (await service.call('GET', '/accounts/bare')).json;
    await debit('bare', 40, 'some');

    expect((await debit('bare', 80, 'next')).json).toMatchObject({
      detail: `80 credits are required and 60 are available. Wait for the renewal at ${renewsAt}.`,
      restore: { packs: [], renewsAt, ways: [{ kind: 'renewal', at: renewsAt, renewals: 1 }] },
    });
    const never = await debit('bare', 200, 'never');
    expect(never.json).toMatchObject({
      detail: '200 credits are required and 60 are available. No pack, and no renewal in sight, brings that much.',
      restore: { packs: [], ways: [] },
    });
    expect(never.json.restore).not.toHaveProperty('renewsAt');
    expect(await quote('bare', 200)).toMatchObject({ affordable: false, earliest: null, renewals: null, pack: null });
  });

  it('counts the debt that a pack repays first', async () => {
    await service.open('indebted', 'free');
    await debit('indebted', 100, 'plan');
    await post('indebted/purchases', { packId: 'burst-1000', paymentId: 'indebted-1' }, 'buy');
    await debit('indebted', 400, 'use');
    await post('indebted/purchases/indebted-1/chargeback', {}, 'charge back');
    expect((await service.call('GET', '/accounts/indebted')).json).toMatchObject({ available: 0, debt: 400 });

    expect(await quote('indebted', 1000)).toMatchObject({
      affordable: false,
      pack: { packId: 'burst-1000', count: 2, credits: 2000 },
    });

    await post('indebted/purchases', { packId: 'burst-1000', paymentId: 'indebted-2' }, 'buy 2');
    expect((await debit('indebted', 1000, 'with one')).status).toBe(402);
    await post('indebted/purchases', { packId: 'burst-1000', paymentId: 'indebted-3' }, 'buy 3');
    expect((await debit('indebted', 1000, 'with both')).status).toBe(201);
  });
});

describe('gate, quote and debit say the same', () => {
  it('of platform charges at zero', async () => {
    await service.open('zero', 'free');
    await debit('zero', 100, 'all');

    const gate = await access('zero');

    expect(gate.platform).toMatchObject({ allowed: false, reason: 'exhausted', effect: 'refused' });
    expect((await debit('zero', 1, 'platform', { category: 'platform' })).json.code).toBe('insufficient-credits');
    expect(await quote('zero', 1, { category: 'platform' })).toMatchObject({
      affordable: false,
      reason: 'insufficient-credits',
    });
  });

  it('of a limit, which all of them name', async () => {
    await service.open('limited', 'team');
    await service.call('PUT', '/accounts/limited/limits/ai', { body: { credits: 10, category: 'ai' }, key: 'limit' });

    const told = await quote('limited', 20, { category: 'ai' });

    expect(told).toMatchObject({
      ...{ available: 5000, affordable: false, reason: 'limit-reached', limitId: 'ai', shortfall: 0, pack: null },
      restore: { packs: [], ways: [{ kind: 'raise-limits', limits: [{ limitId: 'ai', credits: 20 }] }] },
    });
    expect((await debit('limited', 20, 'ai')).json).toMatchObject({
      code: 'limit-reached',
      limitId: 'ai',
      restore: told.restore,
    });
    expect((await access('limited', { credits: '20', category: 'ai' })).ai).toMatchObject({
      allowed: false,
      reason: 'limit-reached',
      limitId: 'ai',
    });
    expect(await quote('limited', 20, { category: 'infrastructure' })).toMatchObject({ affordable: true });
    await service.call('PUT', '/accounts/limited/limits/ai', { body: { credits: 20, category: 'ai' }, key: 'raise' });
    expect((await debit('limited', 20, 'raised')).status).toBe(201);
  });

  it.each(['x,y', 'a:b', '{"x":1}', 'ünï ☃', '  ', '"', '%2C', 'constructor'])(
    'of the limit of a team called %j, which the gate can be asked about',
    async (team) => {
      const accountId = `team-${Buffer.from(team).toString('hex')}`;
      await service.open(accountId, 'team');
      const limit = { credits: 5, dimension: { name: 'team', value: team } };
      const set = await service.call('PUT', `/accounts/${accountId}/limits/team`, { body: limit, key: 'limit' });
      expect(set.status, set.text).toBe(200);

      const gate = await access(accountId, { credits: '6', category: 'ai', dimensions: JSON.stringify({ team }) });

      expect(gate.ai).toMatchObject({ allowed: false, reason: 'limit-reached', limitId: 'team' });
      const refused = await debit(accountId, 6, 'six', { dimensions: { team } });
      expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'team' });
      const told = await quote(accountId, 6, { category: 'ai', dimensions: { team } });
      expect(told).toMatchObject({ affordable: false, reason: 'limit-reached', limitId: 'team' });
      expect(await quote(accountId, 6, { category: 'ai' })).toMatchObject({ affordable: true });
    },
  );

  it('of a closed account', async () => {
    await service.open('closed', 'free');
    await service.call('DELETE', '/accounts/closed', { key: 'close' });

    expect((await access('closed')).platform).toMatchObject({ allowed: false, reason: 'closed', effect: 'refused' });
    expect((await debit('closed', 1, 'late')).json.code).toBe('account-closed');
    const told = await quote('closed', 1);
    expect(told).toMatchObject({ affordable: false, reason: 'account-closed', earliest: null, pack: null });
    expect(told).not.toHaveProperty('restore');
  });
});
