/** Limits for each value of a dimension, nobody named, with overrides. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LimitedAccount, limitedAccount } from '../support/service/limited-account.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
let account: LimitedAccount;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());
beforeEach(async () => {
  account = await limitedAccount(service);
});

describe('a limit for each user', () => {
  it('holds for users whom nobody has named, each for itself', async () => {
    const { limit, debit, limits } = account;
    await limit('each', { credits: 10, dimension: { name: 'user', each: true } });

    const spent = await Promise.all(['ada', 'bob', 'cy'].map((user) => debit(10, { user })));
    const refused = await debit(1, { user: 'bob' });
    const nobody = await debit(30);

    expect(spent.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'each', available: 0 });
    expect(refused.json.restore.ways[0]).toEqual({ kind: 'raise-limits', limits: [{ limitId: 'each', credits: 11 }] });
    expect(nobody.status).toBe(201);
    const [each] = (await limits()).limits;
    expect(each).toMatchObject({ used: 30, held: 0 });
    expect(each.values).toContainEqual({ value: 'bob', used: 10, held: 0 });
  });

  it('gives way to the limit of one user, and counts on meanwhile', async () => {
    const { ask, limit, debit } = account;
    await limit('each', { credits: 10, dimension: { name: 'user', each: true } });
    await limit('ada', { credits: 25, dimension: { name: 'user', value: 'ada' } });

    expect((await debit(25, { user: 'ada' })).status).toBe(201);
    expect((await debit(1, { user: 'ada' })).json).toMatchObject({ code: 'limit-reached', limitId: 'ada' });
    expect((await debit(11, { user: 'bob' })).json).toMatchObject({ code: 'limit-reached', limitId: 'each' });
    await ask('DELETE', '/limits/ada');
    expect((await debit(1, { user: 'ada' })).json).toMatchObject({
      code: 'limit-reached',
      limitId: 'each',
      available: 0,
    });
  });

  it('counts a hundred users in a period, and refuses one more by name', async () => {
    const { accountId, limit, debit, limits, nowMs, advance } = account;
    await limit('each', { credits: 5, period: 'day', dimension: { name: 'user', each: true } });
    for (let user = 0; user < 100; user += 10)
      await Promise.all(Array.from({ length: 10 }, (_none, more) => debit(1, { user: `user-${user + more}` })));
    const before = (await service.call('GET', `/accounts/${accountId}`)).json;

    const refused = await debit(1, { user: 'one more' });
    const gate = await service.call('GET', `/accounts/${accountId}/access?dimensions=user:one%20more`);
    const known = await debit(1, { user: 'user-7' });

    const { renewsAt } = (await limits()).limits[0];
    expect(refused.json).toMatchObject({
      status: 402,
      code: 'too-many-limit-values',
      limitId: 'each',
      renewsAt,
      restore: { ways: [{ kind: 'limit-reset', at: renewsAt }] },
    });
    expect(gate.json.ai).toMatchObject({ allowed: false, reason: 'too-many-limit-values', limitId: 'each' });
    expect(known.json.balance.available).toBe(before.available - 1);
    await advance((Date.parse(renewsAt) - (await nowMs())) / 1_000);
    expect((await debit(1, { user: 'one more' })).status).toBe(201);
    expect((await limits()).limits[0].values).toEqual([{ value: 'one more', used: 1, held: 0 }]);
  });
});
