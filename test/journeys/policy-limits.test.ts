/** Limits by policy: for all values that begin alike, for each value without naming any, for a day; with overrides and ends. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
let accountId: string;
let accounts = 0;
let keys = 0;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

beforeEach(async () => {
  accounts += 1;
  accountId = `acme-${accounts}`;
  await service.call('PUT', `/accounts/${accountId}`, {
    body: { planId: 'starter', timeZone: 'America/New_York' },
    key: accountId,
  });
});

function ask(method: string, path: string, body?: object): Promise<Reply> {
  keys += 1;
  return service.call(method, `/accounts/${accountId}${path}`, { ...(body && { body }), key: `key-${keys}` });
}

const limit = (limitId: string, body: object): Promise<Reply> => ask('PUT', `/limits/${limitId}`, body);
const debit = (credits: number, dimensions: object = {}, category = 'ai'): Promise<Reply> =>
  ask('POST', '/debits', { credits, category, dimensions });
const limits = async (): Promise<Reply['json']> => (await service.call('GET', `/accounts/${accountId}/limits`)).json;

async function nowMs(): Promise<number> {
  return Date.parse((await service.call('GET', '/local/clock')).json.now);
}
const advance = (seconds: number): Promise<Reply> =>
  service.call('POST', '/local/clock', { body: { advanceSeconds: Math.ceil(seconds) } });

describe('a limit on model = claude-opus-4*', () => {
  it('counts all models that begin so, together, and no other', async () => {
    const set = await limit('opus', { credits: 10, dimension: { name: 'model', value: 'claude-opus-4*' } });
    const first = await debit(6, { model: 'claude-opus-4' });
    const second = await debit(5, { model: 'claude-opus-4-1' });
    const other = await debit(50, { model: 'claude-opus-3' });
    const rest = await debit(4, { model: 'claude-opus-4-1' });

    expect(set.json.entry.limit).toMatchObject({ dimension: { name: 'model', prefix: 'claude-opus-4' } });
    expect([first, other, rest].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(second.json).toMatchObject({ status: 402, code: 'limit-reached', limitId: 'opus', available: 4 });
    expect(await limits()).toMatchObject({ limits: [{ limitId: 'opus', period: 'cycle', credits: 10, used: 10 }] });
  });

  it('is refused where an asterisk stands anywhere else, and taken where it is marked as meant', async () => {
    const written = ['claude-*-4', '*', '**', '*opus', 'a*b*'];
    for (const value of written)
      expect((await limit('odd', { credits: 10, dimension: { name: 'model', value } })).json, value).toMatchObject({
        status: 400,
        code: 'invalid-request',
        errors: [{ field: 'dimension.value' }],
      });
    for (const dimension of [
      { name: 'model', prefix: 'claude*' },
      { name: 'model', value: 'a', each: true },
      { name: 'model' },
    ])
      expect((await limit('odd', { credits: 10, dimension })).status, JSON.stringify(dimension)).toBe(400);
    await limit('meant', { credits: 10, dimension: { name: 'model', value: 'a\\*b' } });

    expect((await debit(11, { model: 'a*b' })).json).toMatchObject({ code: 'limit-reached', limitId: 'meant' });
    expect((await debit(11, { model: 'axb' })).status).toBe(201);
  });
});

describe('a limit for each user', () => {
  it('holds for users whom nobody has named, each for itself', async () => {
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

describe('a limit a day', () => {
  it('lets as much through again at the next midnight of the account’s zone, with what is set aside still counted', async () => {
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
    expect((await debit(13)).json).toMatchObject({ code: 'limit-reached', available: 12 });
    await ask('POST', `/holds/${held.json.hold.holdId}/capture`, { credits: 5 });
    expect((await limits()).limits[0]).toMatchObject({ used: 5, held: 0 });
    expect((await debit(15)).status).toBe(201);
  });

  it('ends at its end, and is gone then', async () => {
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
    await limit('ever', { credits: 5, period: 'lifetime', category: 'ai' });
    await debit(5);
    await advance(40 * 86_400);

    const refused = await debit(1);

    expect(refused.json).toMatchObject({ code: 'limit-reached', limitId: 'ever' });
    expect(refused.json.renewsAt).toBeUndefined();
    expect(refused.json.restore.ways).toEqual([{ kind: 'raise-limits', limits: [{ limitId: 'ever', credits: 6 }] }]);
  });
});
