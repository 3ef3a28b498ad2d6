/** Limits by the day and week of the account's zone, for its lifetime, and until an end. */
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

describe('a limit a day', () => {
  it('lets as much through again at the next midnight of the account’s zone, with what is set aside still counted', async () => {
    const { accountId, ask, limit, debit, limits, nowMs, advance } = account;
    await advance(6 * 3_600);
    await limit('daily', { credits: 20, period: 'day' });
    const { renewsAt } = (await limits()).limits[0];
    const held = await ask('POST', '/holds', { credits: 8, category: 'ai', expiresInSeconds: 86_400 });
    const spent = await debit(12);
    const refused = await debit(1, {}, 'platform');
    const quote = await service.call('POST', '/quotes', { body: { credits: 1, category: 'ai', accountId } });

    const wall = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeStyle: 'medium', hourCycle: 'h23' });
    expect(wall.format(Date.parse(renewsAt))).toBe('00:00:00');
    expect([held.status, spent.status]).toEqual([201, 201]);
    expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'daily', available: 0, renewsAt });
    expect(refused.json.restore.ways).toContainEqual({ kind: 'limit-reset', at: renewsAt });
    expect(quote.json.account).toMatchObject({ affordable: false, limitId: 'daily', earliest: renewsAt, renewals: 0 });
    await advance((Date.parse(renewsAt) - (await nowMs())) / 1_000);
    expect((await limits()).limits[0]).toMatchObject({ used: 0, held: 8 });
    const then = new Date(Date.parse(renewsAt) - 1).toISOString();
    const before = await service.call('GET', `/accounts/${account.accountId}/limits?at=${then}`);
    expect(before.json.limits[0]).toMatchObject({ used: 12, held: 8, renewsAt });
    expect((await debit(13)).json).toMatchObject({ code: 'limit-reached', available: 12 });
    await ask('POST', `/holds/${held.json.hold.holdId}/capture`, { credits: 5 });
    expect((await limits()).limits[0]).toMatchObject({ used: 5, held: 0 });
    expect((await debit(15)).status).toBe(201);
  });

  it('ends at its end, and is gone then', async () => {
    const { limit, debit, limits, nowMs, advance } = account;
    const endsAt = new Date((await nowMs()) + 3_600_000).toISOString();
    const past = await limit('past', { credits: 5, period: 'week', endsAt: '2001-01-01T00:00:00Z' });
    await limit('soon', { credits: 5, period: 'week', endsAt });
    const refused = await debit(6);
    await advance(3_600);

    expect(past.json).toMatchObject({ status: 422, code: 'expiry-out-of-range' });
    expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'soon' });
    expect(refused.json.restore.ways).toContainEqual({ kind: 'limit-reset', at: endsAt });
    expect((await debit(6)).status).toBe(201);
    expect((await limits()).limits).toEqual([]);
  });

  it('for the account’s lifetime never begins anew', async () => {
    const { limit, debit, advance } = account;
    await limit('ever', { credits: 5, period: 'lifetime', category: 'ai' });
    await debit(5);
    await advance(40 * 86_400);

    const refused = await debit(1);

    expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'ever' });
    expect(refused.json.renewsAt).toBeUndefined();
    expect(refused.json.restore.ways).toEqual([{ kind: 'raise-limits', limits: [{ limitId: 'ever', credits: 6 }] }]);
  });
});
