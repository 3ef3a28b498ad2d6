/** Each permission alone does its own and nothing of the others, asked of every route over HTTP (S33). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import {
  type GrantedPermission,
  grantedPermissions,
  isGrantedPermission,
  isPermitted,
} from '../../shared/contract/routes/permission.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const permissions = Object.keys(grantedPermissions).filter(isGrantedPermission);
const accounts = ['acme', 'globex'];
const guarded = routeList.filter(({ permission }) => permission !== 'anyone');

describe('on the local gateway', () => {
  let service: TestService;
  const keyOf = (permission: GrantedPermission): string => `AK${permission.replace('-', '').toUpperCase()}`;
  const everything = 'AKEVERYTHING';

  beforeAll(async () => {
    const callers = new Map<string, readonly GrantedPermission[]>([
      ...permissions.map((permission) => [keyOf(permission), [permission]] as const),
      [everything, permissions],
    ]);
    const clock = createStillClock(Date.parse('2026-11-23T00:00:00.000Z'));
    service = await startTestService({ hasSchedules: false, callers, clock });
    for (const accountId of accounts)
      await service.call('PUT', `/accounts/${accountId}`, {
        body: { planId: 'team' },
        key: `open ${accountId}`,
        headers: signedBy(everything),
      });
  });
  afterAll(() => service.stop());

  async function statusOf(route: Route, accountId: string, headers: Readonly<Record<string, string>>): Promise<number> {
    const { method, path, text, headers: own } = requestOf(route, { accountId });
    const { status } = await fetch(service.url + path, {
      method,
      headers: { ...own, ...headers },
      ...present({ body: text }),
    });
    return status;
  }

  async function stateOfAll(): Promise<string> {
    const paths = accounts.flatMap((id) =>
      ['', '/ledger', '/limits', '/holds'].map((each) => `/accounts/${id}${each}`),
    );
    const all = [...paths, '/plans', '/rate-cards', '/fleet'];
    const told = await Promise.all(all.map((path) => service.call('GET', path, { headers: signedBy(everything) })));
    return told.map(({ text }) => text).join('\n');
  }

  it.each(permissions)('%s alone is refused every route of another, which changes nothing', async (permission) => {
    const before = await stateOfAll();
    const leaks: string[] = [];

    for (const route of guarded.filter((each) => !isPermitted(each, [permission])))
      for (const accountId of accounts)
        if ((await statusOf(route, accountId, signedBy(keyOf(permission)))) !== 403)
          leaks.push(`${route.id} ${accountId}`);

    expect(leaks).toEqual([]);
    expect(await stateOfAll()).toBe(before);
  });

  it.each(intakeRouteList)('$id is for those who may charge, and for nobody else', async ({ path, takes: [type] }) => {
    const statusOfTold = async (headers: Readonly<Record<string, string>>): Promise<number> => {
      const sent = { 'content-type': type, ...headers };
      return (await fetch(service.url + path, { method: 'POST', headers: sent, body: '' })).status;
    };
    for (const permission of permissions)
      expect((await statusOfTold(signedBy(keyOf(permission)))) === 403, permission).toBe(permission !== 'charge');
    for (const headers of [{}, signedBy('AKUNKNOWN'), { authorization: 'Bearer of tidings' }])
      expect(await statusOfTold(headers)).toBe(403);
  });

  it('a caller without a signature, or whom nobody granted anything, is refused every route but the contract', async () => {
    for (const headers of [
      {},
      signedBy('AKUNKNOWN'),
      { authorization: 'Bearer of tidings' },
      { authorization: 'Bearer' },
    ])
      for (const route of routeList)
        expect((await statusOf(route, 'acme', headers)) === 403, `${route.id} ${JSON.stringify(headers)}`).toBe(
          route.permission !== 'anyone',
        );
  });

  it('charging is not minting: buying, changing the plan and closing are refused, on one’s own account and another’s', async () => {
    const before = await stateOfAll();
    const attempts = [
      ['POST', 'purchases', { packId: 'burst-1000', paymentId: 'invented-1' }],
      ['PUT', 'plan', { planId: 'scale' }],
      ['DELETE', '', undefined],
      ['POST', 'adjustments', { credits: 5, reason: 'because', actor: 'me' }],
      ['POST', 'debits/1/reversal', undefined],
    ] as const;

    for (const accountId of accounts) {
      for (const [method, path, body] of attempts) {
        const { status, json } = await service.call(method, `/accounts/${accountId}/${path}`.replace(/\/$/, ''), {
          key: `${method} ${path}`,
          headers: signedBy(keyOf('charge')),
          ...present({ body }),
        });
        expect([status, json.code], `${method} ${path}`).toEqual([403, 'not-authorized']);
      }
    }
    expect(await stateOfAll()).toBe(before);
  });

  it.each(permissions)('%s alone reaches every route that it covers', async (permission) => {
    for (const route of guarded.filter((each) => isPermitted(each, [permission])))
      for (const accountId of accounts)
        expect(await statusOf(route, accountId, signedBy(keyOf(permission))), `${route.id} ${accountId}`).not.toBe(403);
  });
});

function signedBy(accessKey: string): Readonly<Record<string, string>> {
  return { authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20261101/us-east-1/execute-api/aws4_request` };
}
