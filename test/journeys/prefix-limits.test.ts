/** Limits for all values that begin alike: an asterisk is a pattern at the end, and nothing silent anywhere else. */
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

describe('a limit on model = claude-opus-4*', () => {
  it('counts all models that begin so, together, and no other', async () => {
    const { limit, debit, limits } = account;
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
    const { limit, debit } = account;
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
