/** R26: gate, quote and debit say the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { access, debit, elapse, publish, quote } from '../support/service/asking.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  await publish(service, 'bare', { credits: 100 });
  await elapse(service, 180);
});
afterAll(() => service.stop());

describe('gate, quote and debit say the same', () => {
  it('of platform charges at zero', async () => {
    await service.open('zero', 'free');
    await debit(service, 'zero', 100, 'all');

    const gate = await access(service, 'zero');

    expect(gate.platform).toMatchObject({ allowed: false, reason: 'exhausted', effect: 'refused' });
    expect((await debit(service, 'zero', 1, 'platform', { category: 'platform' })).json.code).toBe(
      'insufficient-credits',
    );
    expect(await quote(service, 'zero', 1, { category: 'platform' })).toMatchObject({
      affordable: false,
      reason: 'insufficient-credits',
    });
  });

  it('of a limit, which all of them name', async () => {
    await service.open('limited', 'team');
    await service.call('PUT', '/accounts/limited/limits/ai', { body: { credits: 10, category: 'ai' }, key: 'limit' });

    const told = await quote(service, 'limited', 20, { category: 'ai' });

    expect(told).toMatchObject({
      ...{ available: 5000, affordable: false, reason: 'limit-reached', limitId: 'ai', shortfall: 0, pack: null },
      restore: { packs: [], ways: [{ kind: 'raise-limits', limits: [{ limitId: 'ai', credits: 20 }] }] },
    });
    expect((await debit(service, 'limited', 20, 'ai')).json).toMatchObject({
      code: 'limit-reached',
      limitId: 'ai',
      restore: told.restore,
    });
    expect((await access(service, 'limited', { credits: '20', category: 'ai' })).ai).toMatchObject({
      allowed: false,
      reason: 'limit-reached',
      limitId: 'ai',
    });
    expect(await quote(service, 'limited', 20, { category: 'infrastructure' })).toMatchObject({ affordable: true });
    await service.call('PUT', '/accounts/limited/limits/ai', { body: { credits: 20, category: 'ai' }, key: 'raise' });
    expect((await debit(service, 'limited', 20, 'raised')).status).toBe(201);
  });

  it.each(['x,y', 'a:b', '{"x":1}', 'ünï ☃', '  ', '"', '%2C', 'constructor'])(
    'of the limit of a team called %j, which the gate can be asked about',
    async (team) => {
      const accountId = `team-${Buffer.from(team).toString('hex')}`;
      await service.open(accountId, 'team');
      const limit = { credits: 5, dimension: { name: 'team', value: team } };
      const set = await service.call('PUT', `/accounts/${accountId}/limits/team`, { body: limit, key: 'limit' });
      expect(set.status, set.text).toBe(200);

      const gate = await access(service, accountId, {
        credits: '6',
        category: 'ai',
        dimensions: JSON.stringify({ team }),
      });

      expect(gate.ai).toMatchObject({ allowed: false, reason: 'limit-reached', limitId: 'team' });
      const refused = await debit(service, accountId, 6, 'six', { dimensions: { team } });
      expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'team' });
      const told = await quote(service, accountId, 6, { category: 'ai', dimensions: { team } });
      expect(told).toMatchObject({ affordable: false, reason: 'limit-reached', limitId: 'team' });
      expect(await quote(service, accountId, 6, { category: 'ai' })).toMatchObject({ affordable: true });
    },
  );

  it('of a closed account', async () => {
    await service.open('closed', 'free');
    await service.call('DELETE', '/accounts/closed', { key: 'close' });

    expect((await access(service, 'closed')).platform).toMatchObject({
      allowed: false,
      reason: 'closed',
      effect: 'refused',
    });
    expect((await debit(service, 'closed', 1, 'late')).json.code).toBe('account-closed');
    const told = await quote(service, 'closed', 1);
    expect(told).toMatchObject({ affordable: false, reason: 'account-closed', earliest: null, pack: null });
    expect(told).not.toHaveProperty('restore');
  });
});
