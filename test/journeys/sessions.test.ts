import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import type { Audience } from '../../shared/contract/routes/roles.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { session } from '../support/service/sessions.ts';

let service: TestService;

const groups = { OPERATORS_CLAIM: 'cognito:groups', OPERATORS_GROUP: 'operators' };
const operator = session({ 'cognito:groups': ['support', 'operators'] });

beforeAll(async () => {
  Object.assign(process.env, groups);
  // Insights name the instant up to which they reckon: at the same instant they are the same.
  const clock = createStillClock(Date.parse('2026-12-01T12:00:00.000Z'));
  service = await startTestService({ hasSchedules: false, clock });
  await service.open('acme');
  await service.open('globex');
});
afterAll(async () => {
  for (const name of Object.keys(groups)) Reflect.deleteProperty(process.env, name);
  await service.stop();
});

test('a session reads every view of an account that it names, exactly as a workload does', async () => {
  await seesAsWorkloadsDo('own-account', session({ 'custom:accounts': 'initech acme' }));
});

test('an operator’s session reads every view of every account, exactly as a workload does', async () => {
  await seesAsWorkloadsDo('own-account', operator);
});

test('an operator’s session reads what concerns the service, and a customer’s doesn’t', async () => {
  await seesAsWorkloadsDo('operators', operator);

  for (const route of routeList.filter((each) => each.audience === 'operators')) {
    const answer = await asPerson(route, pathOf(route, 'acme'), session({ 'custom:accounts': 'acme' }));
    expect(answer.status, route.id).toBe(403);
  }
});

test('whoever has signed in reads what plans and prices there are', async () => {
  await seesAsWorkloadsDo('everyone', session({ 'custom:accounts': '' }));
});

test('a session quotes for an account that it names, exactly as a workload does', async () => {
  await seesAsWorkloadsDo('account-in-body', session({ 'custom:accounts': 'acme' }));
});

test.each([
  ['another account', '{"credits":1,"accountId":"globex"}'],
  ['one that isn’t there', '{"credits":1,"accountId":"nobody"}'],
  ['none', '{"credits":1}'],
  ['two, the other last', '{"credits":1,"accountId":"acme","accountId":"globex"}'],
])('a session quotes for no account but its own: %s', async (_what, body) => {
  const answer = await fetch(`${service.url}/quotes`, {
    method: 'POST',
    headers: { ...session({ 'custom:accounts': 'acme' }), 'content-type': 'application/json' },
    body,
  });

  expect([400, 403]).toContain(answer.status);
  expect(await answer.text()).not.toContain('available');
});

test('a session without a role changes nothing and reaches nothing else, whatever its token says', async () => {
  const claims = { 'custom:accounts': 'acme', scope: 'use adjust publish', sub: 'ada' };
  const sessions = [session(claims), session({ ...claims, 'cognito:groups': 'operators' })];

  const withheld = routeList.filter((route) => !isView(route) && route.permission !== 'anyone');
  expect(withheld.length).toBeGreaterThan(40);
  for (const route of withheld) {
    for (const headers of sessions) {
      const answer = await asPerson(route, pathOf(route, 'acme'), headers);

      expect(answer.status, route.id).toBe(403);
      expect(JSON.parse(answer.text)['code']).toBe('not-authorized');
    }
  }
  expect((await service.call('GET', '/accounts/acme')).json.seq).toBe(1);
});

/** Takes no role beyond looking on. */
function isView({ audience, role = 'viewer', operatorRole }: Route): boolean {
  return audience !== 'none' && role === 'viewer' && operatorRole === undefined;
}

async function seesAsWorkloadsDo(audience: Audience, headers: Readonly<Record<string, string>>): Promise<void> {
  const routes = routeList.filter((route) => route.audience === audience && isView(route));

  for (const route of routes) {
    const path = pathOf(route, 'acme');
    const seen = await asPerson(route, path, headers);
    const { body } = route.example;
    const { status, text } = await service.call(route.method, path, body === undefined ? {} : { body });

    // What the examples name isn't there: a session learns that like anybody who may ask.
    expect(status, route.id).toBe(notThere.includes(route.id) ? 404 : route.answer.status);
    expect(seen.status, route.id).toBe(status);
    expect(seen.text).toBe(text);
  }
  expect(routes.length).toBeGreaterThan(0);
}

const notThere = ['read-hold', 'read-promotion'];

async function asPerson(
  route: Route,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly text: string }> {
  const { body } = route.example;
  const answer = await fetch(service.url + path, {
    method: route.method,
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `as a person: ${route.id}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

function pathOf({ path, example }: Route, accountId: string): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => String({ ...example.params, accountId }[name]));
}
