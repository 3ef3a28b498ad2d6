/** Who took or gave credits by hand, what and why, is in the ledger for ever (S31). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPermitted } from '../../shared/contract/routes/permission.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  await service.open('acme');
});
afterAll(() => service.stop());

const adjustment = { credits: 5, reason: 'goodwill after the outage', actor: 'ada@example.com' };
const operator = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKOPERATOR/20261101/us-east-1/execute-api/aws4_request',
};

describe('an adjustment', () => {
  it.each(['reason', 'actor'] as const)('without %s is refused and changes nothing', async (left) => {
    const before = (await service.call('GET', '/accounts/acme')).text;
    const { [left]: _left, ...rest } = adjustment;
    for (const body of [rest, { ...rest, [left]: '' }, { ...rest, [left]: null }, { ...rest, [left]: '\n' }]) {
      const { status, json } = await service.call('POST', '/accounts/acme/adjustments', { body, key: 'incomplete' });
      expect(status).toBe(400);
      expect(json.errors.map(({ field }: { readonly field: string }) => field)).toEqual([left]);
    }
    expect((await service.call('GET', '/accounts/acme')).text).toBe(before);
  });

  it.each(['add', 'remove'] as const)('is in the ledger with who, what and why: %s', async (direction) => {
    const body = { ...adjustment, direction };
    const sent = { body, key: direction, headers: operator };
    expect((await service.call('POST', '/accounts/acme/adjustments', sent)).status).toBe(201);

    const { json } = await service.call('GET', '/accounts/acme/ledger?order=desc&limit=1');
    expect(json.entries[0]).toMatchObject({
      credits: 5,
      reason: adjustment.reason,
      actor: adjustment.actor,
      caller: expect.stringMatching(/AKOPERATOR$/),
    });
  });

  it('needs a permission of its own, that nothing but reversals has', () => {
    expect(
      routeList.filter((route) => isPermitted(route, ['adjust'])).map(({ id, permission }) => [id, permission]),
    ).toEqual(
      expect.arrayContaining([
        ['adjust-credits', 'adjust'],
        ['reverse-debit', 'adjust'],
      ]),
    );
    const adjust = routeList.find(({ id }) => id === 'adjust-credits');
    expect([adjust?.permission, adjust?.alsoBy]).toEqual(['adjust', undefined]);
  });
});
