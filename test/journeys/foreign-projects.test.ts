/** Nobody of one project is answered in another, whoever they are and whatever they ask (S33, S37). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { grantedPermissions } from '../../shared/contract/routes/permission.ts';
import { isForKeys, isForPeople } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { keyPermissions } from '../../shared/domain/key-permission.ts';
import { present } from '../../shared/domain/present.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { session } from '../support/service/sessions.ts';

const groups = { OPERATORS_CLAIM: 'cognito:groups', OPERATORS_GROUP: 'operators' };
const operator = { 'cognito:groups': ['operators'] };
const plan = { name: 'Try', credits: 10, cycle: 'month', packs: [{ packId: 'burst-1000', credits: 1 }] };

let service: TestService;
beforeAll(async () => {
  Object.assign(process.env, groups);
  const clock = createStillClock(Date.parse('2026-12-01T12:00:00.000Z'));
  const all = Object.keys(grantedPermissions) as (keyof typeof grantedPermissions)[];
  const callers = new Map([
    ['', all],
    ['@test', all],
    ['AKDEFAULT', all],
    ['AKTEST@test', all],
  ]);
  service = await startTestService({ clock, callers });
  await service.open('acme');
  await service.call('PUT', '/test/plans/team', { body: plan });
  await service.call('PUT', '/test/accounts/acme', { body: { planId: 'team' }, key: 'open' });
});
afterAll(async () => {
  for (const name of Object.keys(groups)) Reflect.deleteProperty(process.env, name);
  await service.stop();
});

const asked = routeList.filter(({ permission }) => permission !== 'anyone');

async function ask(project: string, route: (typeof routeList)[number], headers: Record<string, string>) {
  const { method, path, text, headers: own } = requestOf(route, { accountId: 'acme' });
  const response = await fetch(service.url + project + path, {
    method,
    headers: { ...own, ...headers },
    ...present({ body: text }),
  });
  await response.arrayBuffer();
  return response.status;
}

it.each([
  ['/test', 'AKDEFAULT'],
  ['', 'AKTEST'],
])('at %s%s no workload', async (project, accessKey) => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/20261201/us-east-1/execute-api/aws4_request`;
  for (const route of asked) expect(await ask(project, route, { authorization }), route.id).toBe(403);
});

it.each([
  ['', '/test'],
  ['/test', ''],
])('no key made at "%s" is taken at "%s"', async (own, foreign) => {
  const made = await service.call('POST', `${own}/api-keys`, { body: { name: 'all', permissions: keyPermissions } });
  const authorization = `Bearer ${made.json.key}`;
  const read = routeList.find(({ id }) => id === 'read-account');
  if (read === undefined) throw new TypeError('no such route');

  expect(await ask(own, read, { authorization })).toBe(200);
  for (const route of asked.filter(isForKeys)) expect(await ask(foreign, route, { authorization }), route.id).toBe(403);
});

it.each([
  ['/test', {}],
  ['/test', { 'custom:projects': 'default other' }],
  ['', { 'custom:projects': 'test' }],
  ['', { 'custom:projects': '' }],
])('at "%s" no person whose token says %j', async (project, claims) => {
  const people = { 'custom:accounts': 'acme', ...operator, ...claims };
  for (const route of asked.filter(isForPeople)) expect(await ask(project, route, session(people)), route.id).toBe(403);
});

it('and whose token names it, is', async () => {
  const people = session({ 'custom:accounts': 'acme', 'custom:projects': 'default test' });
  const read = routeList.find(({ id }) => id === 'read-account');
  if (read === undefined) throw new TypeError('no such route');
  expect([await ask('', read, people), await ask('/test', read, people)]).toEqual([200, 200]);
});
