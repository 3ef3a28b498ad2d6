/** Who is let in: by whatever gateway an event came, and whatever a token's claims hold (S34). */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { people } from '../../shared/runtime/people.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { sessionAnswer } from '../../shared/runtime/session.ts';
import { createStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { gatewayEvent } from '../support/builders/gateway-event.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { callHandler } from '../support/service/handlers.ts';

const settings = { ACCOUNTS_CLAIM: 'accounts', OPERATORS_CLAIM: 'groups', OPERATORS_GROUP: 'credits-operators' };
beforeAll(() => {
  Object.assign(process.env, settings);
  provideServices({ store: createStore(createMemoryTable(), surroundings), nowMs: () => startMs });
});
afterAll(() => {
  for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
});

describe('an event without an identity that a gateway checked', () => {
  it.each([
    ['no authorizer', {}],
    ['an authorizer of another kind', { lambda: { userArn: 'arn:aws:iam::1:role/x' } }],
    ['a principal without a name', { iam: { userArn: '' } }],
    ['a token without claims', { jwt: {} }],
  ])('is answered the contract alone: %s', async (_what, authorizer) => {
    for (const route of routeList) {
      const { statusCode, body = '' } = await callHandler(route, { ...requestOf(route), authorizer });
      if (route.permission === 'anyone') expect(statusCode, route.id).toBe(200);
      else expect([statusCode, JSON.parse(body).code], route.id).toEqual([403, 'not-authorized']);
    }
  });
});

const before = { bearer: 'Bearer ', bare: '' } as const;

/** Tells whether a session with these claims, as an issuer signs them and API Gateway hands them on, may read an account. */
function mayRead(claims: Readonly<Record<string, unknown>>, header: 'bearer' | 'bare' | 'none' = 'bearer'): boolean {
  const texts = Object.entries(claims).map(([name, value]) => [
    name,
    Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
  ]);
  const encoded = [{ alg: 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const event = gatewayEvent(routes.readAccount, {
    requestId: 'one',
    params: { accountId: 'acme' },
    authorizer: { jwt: { claims: Object.fromEntries(texts) } },
    ...(header === 'none' ? {} : { headers: { authorization: `${before[header]}${encoded.join('.')}.c2ln` } }),
  });
  return sessionAnswer(routes.readAccount, event, people) === undefined;
}

test.each([
  ['the group', { groups: ['credits-operators'] }],
  ['the group as a text', { groups: 'credits-operators' }],
  ['the group among others', { groups: ['support', 'credits-operators', 'my team'] }],
  ['the account', { accounts: ['acme'] }],
  ['the account among others', { accounts: ['globex', 'acme'] }],
  ['the account as a text', { accounts: 'globex acme' }],
])('a token that names %s is let in, in either form that API Gateway takes', (_what, claims) => {
  expect([mayRead(claims), mayRead(claims, 'bare')]).toEqual([true, true]);
});

test.each([
  ['a group with a blank that ends alike', { groups: ['my team credits-operators'] }],
  ['a group with a comma that ends alike', { groups: ['a,credits-operators'] }],
  ['a group with a semicolon', { groups: ['a;credits-operators'] }],
  ['a group with a tab', { groups: ['a\tcredits-operators'] }],
  ['a group with a line’s end', { groups: ['a\ncredits-operators'] }],
  ['a group with a no-break space', { groups: ['a\u00a0credits-operators'] }],
  ['a group in brackets', { groups: ['[credits-operators]'] }],
  ['a group with half a bracket', { groups: ['a', '[credits-operators'] }],
  ['a group that closes the list', { groups: ['a] [credits-operators'] }],
  ['a text with a blank as groups', { groups: 'my team credits-operators' }],
  ['a text in brackets as groups', { groups: '[credits-operators]' }],
  ['a text with commas as groups', { groups: 'a,credits-operators' }],
  ['a list in a list', { groups: [['credits-operators']] }],
  ['an object', { groups: { 'credits-operators': true } }],
  ['the group where accounts are named', { accounts: ['credits-operators'] }],
  ['an account with a blank', { accounts: ['globex acme'] }],
  ['an account with a comma', { accounts: ['globex,acme'] }],
  ['accounts with commas between', { accounts: 'globex,acme' }],
  ['accounts in brackets', { accounts: '[acme]' }],
  ['an account between others, all in brackets', { accounts: '[globex acme initech]' }],
  ['a list of one name that holds another between blanks', { accounts: ['globex acme initech'] }],
  ['accounts with a line’s end between', { accounts: 'globex\nacme' }],
  ['the account where groups are named', { groups: ['acme'] }],
  ['names that every object has', { constructor: ['acme'], toString: 'acme' }],
  ['nothing', {}],
])('a token that names %s is refused in either form, and where it can’t be read', (_what, claims) => {
  expect([mayRead(claims), mayRead(claims, 'bare'), mayRead(claims, 'none')]).toEqual([false, false, false]);
});

test('without its token a text counts, and a list doesn’t, which could be one name or several', () => {
  expect(mayRead({ accounts: 'globex acme' }, 'none')).toBe(true);
  expect(mayRead({ groups: 'credits-operators' }, 'none')).toBe(true);
  expect(mayRead({ groups: ['credits-operators'] }, 'none')).toBe(false);
  expect(mayRead({ accounts: ['globex', 'acme', 'initech'] }, 'none')).toBe(false);
});

test('a token that says another thing than the gateway was told counts for nothing', () => {
  const event = gatewayEvent(routes.readAccount, {
    requestId: 'one',
    params: { accountId: 'acme' },
    authorizer: { jwt: { claims: { accounts: '[globex]' } } },
    headers: { authorization: `Bearer e30.${Buffer.from('{"accounts":["acme"]}').toString('base64url')}.c2ln` },
  });

  expect(sessionAnswer(routes.readAccount, event, people)?.status).toBe(403);
});
