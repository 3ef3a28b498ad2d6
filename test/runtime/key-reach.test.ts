/** Every route × every permission × every reach of a key × own and other account: what the table of rights says, and nothing more (S37). */
import { expect, it } from 'vitest';
import { grantedPermissions, isPermitted } from '../../shared/contract/routes/permission.ts';
import { isForKeys, type Route } from '../../shared/contract/routes/route.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { keyPermissions } from '../../shared/domain/key-permission.ts';
import { keyAnswer, keyBodyAnswer } from '../../shared/runtime/key-reach.ts';
import type { KeyPrincipal } from '../../shared/runtime/principal.ts';

const keyed = routeList.filter(({ permission }) => permission !== 'anyone');
const isOfAccount = ({ path }: Route): boolean => path.includes('{accountId}');
const reachOf = {
  all: {},
  named: { accountIds: ['acme'] },
  prefixed: { accountPrefix: 'acm' },
  both: { accountIds: ['acme', 'initech'], accountPrefix: 'hooli:' },
} as const;

/** Routes that everyone who is let in may ask, by hand: plans and prices. */
const known = ['list-rate-cards', 'read-plan', 'read-rate-card'];
const namedInBody = ['debit-batch', 'quote-usage'];

it('a key can have every permission but the one that makes keys', () => {
  expect(Object.keys(grantedPermissions).filter((each) => each !== 'keys')).toEqual([...keyPermissions]);
  expect(
    routeList
      .filter((route) => !isForKeys(route))
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([...['create-api-key', 'list-api-keys', 'read-api-key', 'revoke-api-key', 'rotate-api-key']]);
});

it.each(Object.entries(reachOf))('a key that reaches %s is answered what it may and nothing else', (name, reach) => {
  const leaks: string[] = [];
  let asked = 0;
  for (const permission of keyPermissions)
    for (const route of keyed)
      for (const accountId of isOfAccount(route) ? ['acme', 'globex'] : [undefined]) {
        const key: KeyPrincipal = { kind: 'key', keyId: 'k', permissions: [permission], ...reach };
        const isReached =
          name === 'all' ||
          accountId === 'acme' ||
          (accountId === undefined && (known.includes(route.id) || namedInBody.includes(route.id)));
        const isMeant = isForKeys(route) && isPermitted(route, [permission]) && isReached;
        const answer = keyAnswer(route, accountId, key);
        if ((answer === undefined) !== isMeant) leaks.push(`${permission} ${route.id} ${accountId}`);
        if (answer !== undefined) expect([answer.status, answer.code]).toEqual([403, 'not-authorized']);
        asked += 1;
      }

  expect(leaks).toEqual([]);
  expect(asked).toBeGreaterThan(700);
});

it('accounts that bodies name are all reached, or nothing is done', () => {
  const key: KeyPrincipal = { kind: 'key', keyId: 'k', permissions: ['charge'], ...reachOf.both };
  const batch = (...ids: readonly unknown[]): unknown => ({ debits: ids.map((accountId) => ({ accountId })) });
  const statusOf = (route: Route, body: unknown): number | undefined => keyBodyAnswer(route, body, key)?.status;

  expect(statusOf(routes.debitBatch, batch('acme', 'initech', 'hooli:1'))).toBeUndefined();
  expect(statusOf(routes.debitBatch, batch('acme', 'globex'))).toBe(403);
  expect(statusOf(routes.debitBatch, batch('globex'))).toBe(403);
  // What names no account can't be carried out, and is answered for itself.
  expect(statusOf(routes.debitBatch, batch('acme', 7, undefined))).toBeUndefined();
  expect(statusOf(routes.quoteUsage, { accountId: 'acme' })).toBeUndefined();
  expect(statusOf(routes.quoteUsage, { accountId: 'globex' })).toBe(403);
  expect(statusOf(routes.quoteUsage, {})).toBeUndefined();
  expect(statusOf(routes.debitCredits, { accountId: 'globex' }), 'the path alone counts').toBeUndefined();
});

it('every route says where it names its accounts, if it names any', () => {
  const inBody = routeList.filter(({ accountsInBody }) => accountsInBody !== undefined).map(({ id }) => id);
  expect(inBody.toSorted()).toEqual(namedInBody);
  const shapes = routeList
    .filter(isForKeys)
    .filter(({ body, bodyShape }) => /"accountId"/.test(JSON.stringify(shapeOf(bodyShape ?? body))));
  expect(shapes.map(({ id }) => id).toSorted()).toEqual(namedInBody);
});

/** The names of members, however deep. */
function shapeOf(schema: unknown, depth = 0): unknown {
  if (typeof schema !== 'object' || schema === null || depth > 12) return null;
  const { _zod } = schema as { readonly _zod?: { readonly def: Readonly<Record<string, unknown>> } };
  const parts = _zod === undefined ? schema : _zod.def;
  return Object.entries(parts).map(([name, inner]) => [name, shapeOf(inner, depth + 1)]);
}
