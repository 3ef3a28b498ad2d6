import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { session } from '../support/service/sessions.ts';

let service: TestService;

const groups = { OPERATORS_CLAIM: 'cognito:groups', OPERATORS_GROUP: 'operators' };

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

test.each([
  ['the group', { 'cognito:groups': ['operators'] }, 200],
  ['the group in brackets of its own', { 'cognito:groups': '[operators]' }, 403],
  ['a group that begins alike', { 'cognito:groups': ['operators-2', 'operator'] }, 403],
  ['the group as an account', { 'custom:accounts': 'operators' }, 403],
  ['the group in another claim', { groups: ['operators'] }, 403],
  ['nothing', { 'cognito:groups': '' }, 403],
])('a session is an operator’s if its token names the group: %s', async (_what, claims, status) => {
  const answer = await fetch(`${service.url}/accounts/globex`, { headers: session(claims) });

  expect(answer.status).toBe(status);
});

test('where no group is set nobody is an operator, not even of a group without a name', async () => {
  process.env['OPERATORS_GROUP'] = '';
  try {
    const claims = [{ 'cognito:groups': 'operators' }, { 'cognito:groups': '' }, { 'cognito:groups': [''] }];
    for (const each of claims)
      expect((await fetch(`${service.url}/accounts/globex`, { headers: session(each) })).status).toBe(403);
  } finally {
    process.env['OPERATORS_GROUP'] = groups.OPERATORS_GROUP;
  }
});

test('a session reads the contract, like anyone', async () => {
  for (const claims of [{ 'custom:accounts': 'acme' }, {}]) {
    for (const path of ['/openapi.json', '/problems/insufficient-credits'])
      expect((await service.call('GET', path, { headers: session(claims) })).status).toBe(200);
  }
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
