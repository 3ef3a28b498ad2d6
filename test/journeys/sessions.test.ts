import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { isForPeople } from '../../shared/contract/people.ts';
import type { Route } from '../../shared/contract/route.ts';
import { routeList } from '../../shared/contract/routes.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  // Insights name the instant up to which they reckon: at the same instant they are the same.
  const clock = createStillClock(Date.parse('2026-12-01T12:00:00.000Z'));
  service = await startTestService({ hasSchedules: false, clock });
  await service.open('acme');
  await service.open('globex');
});
afterAll(() => service.stop());

test('a session reads every view of an account that it names, exactly as a workload does', async () => {
  const routes = routeList.filter(isForPeople);

  for (const route of routes) {
    const path = pathOf(route, 'acme');
    const seen = await asPerson(route, path, session({ 'custom:accounts': 'initech acme' }));
    const { status, text } = await service.call(route.method, path);

    // The hold of the example isn't there: a session learns that like anybody who may ask.
    expect(status, route.id).toBe(route.id === 'read-hold' ? 404 : route.answer.status);
    expect(seen.status, route.id).toBe(status);
    expect(seen.text).toBe(text);
  }
  expect(routes.length).toBeGreaterThan(4);
});

test.each([
  ['a list', { 'custom:accounts': ['acme', 'globex'] }, 200],
  ['one account', { 'custom:accounts': 'globex' }, 200],
  ['another account alone', { 'custom:accounts': 'acme' }, 403],
  ['an account that begins alike', { 'custom:accounts': 'globex-2 glob' }, 403],
  ['another claim', { accounts: 'globex' }, 403],
  ['nothing', { 'custom:accounts': '' }, 403],
  ['no claim at all', {}, 403],
])('a session whose token names %s gets what it names', async (_what, claims, status) => {
  const answer = await fetch(`${service.url}/accounts/globex`, { headers: session(claims) });

  expect(answer.status).toBe(status);
});

test('another account and one that isn’t there are refused alike', async () => {
  const headers = session({ 'custom:accounts': 'acme' });

  const [others, unknown] = await Promise.all(
    ['globex', 'nobody'].map(async (id) => {
      const answer = await fetch(`${service.url}/accounts/${id}`, { headers });
      return [answer.status, await answer.text()];
    }),
  );

  expect(others).toEqual(unknown);
});

test('a session changes nothing and reaches nothing else, whatever its token says', async () => {
  const headers = session({ 'custom:accounts': 'acme', scope: 'use adjust publish' });

  for (const route of routeList.filter((each) => !isForPeople(each))) {
    const answer = await asPerson(route, pathOf(route, 'acme'), headers);

    expect(answer.status, route.id).toBe(403);
    expect(JSON.parse(answer.text)['code']).toBe('not-authorized');
  }
  expect((await service.call('GET', '/accounts/acme')).json.seq).toBe(1);
});

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

function session(claims: object): Readonly<Record<string, string>> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return { authorization: `Bearer ${part({ alg: 'none' })}.${part(claims)}.` };
}
