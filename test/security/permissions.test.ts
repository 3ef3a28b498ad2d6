/** Each permission alone does exactly what the operating guide says, on any account and by whoever has it (S33). */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { invokePath, invokePaths } from '../../infra/constructs/route-arns.ts';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { grantedPermissions, isGrantedPermission, isPermitted } from '../../shared/contract/routes/permission.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

const permissions = Object.keys(grantedPermissions).filter(isGrantedPermission);
const guarded = routeList.filter(({ permission }) => permission !== 'anyone');

/** The routes that the guide's table says a permission reaches. */
const guide = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8');
const onPage = new Map(
  [...guide.matchAll(/^\| `([a-z-]+)` \| `(grant\w+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(
    ([, permission = '', , ids = '']) => [permission, [...ids.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id)],
  ),
);

it('the operating guide has a row for each permission, which names its routes', () => {
  expect([...onPage.keys()]).toEqual(permissions);
  for (const permission of permissions)
    expect(onPage.get(permission)?.toSorted(), permission).toEqual(idsOf((route) => isPermitted(route, [permission])));
});

it.each(permissions)(
  'by IAM’s patterns %s reaches the routes that it covers, whatever the account, and no other',
  (permission) => {
    const patterns = invokePaths(permission);

    for (const route of guarded) {
      for (const accountId of ['acme', 'auth0|5f7c', 'debits', 'a/debits', 'x/holds/y/usage']) {
        const path = `$default/${route.method}${pathOf(route, accountId)}`;
        const isReached = patterns.some((pattern) => matches(pattern, path));
        const isMeant = isPermitted(route, [permission]);
        // No account has a slash in its id: what such a path reaches by the star is answered 400 by the function.
        if (accountId.includes('/')) expect(isReached || !isMeant, path).toBe(true);
        else expect(isReached, `${permission}: ${path}`).toBe(isMeant);
      }
    }
    const covered = [...guarded, ...intakeRouteList].filter((route) => isPermitted(route, [permission]));
    expect(patterns.length).toBe(covered.length);
    for (const each of intakeRouteList) expect(patterns.includes(invokePath(each))).toBe(permission === 'charge');
  },
);

it('what is covered by two permissions either needs both or can’t be told apart by a star', () => {
  const shared = guarded.filter(({ alsoBy }) => alsoBy !== undefined);
  const byStar = shared.filter((route) =>
    route.alsoBy?.some((other) =>
      guarded.some(
        (each) =>
          each.permission === other && matches(invokePath(each), `$default/${route.method}${pathOf(route, 'acme')}`),
      ),
    ),
  );

  expect(byStar.map(({ id }) => id).toSorted()).toEqual([
    'check-access',
    'end-standing-usage',
    'keep-standing-usage',
    'read-quarantine',
  ]);
  // What a metered call reads: the hold that it works under, and the prices of its model.
  expect(
    shared
      .filter((route) => !byStar.includes(route))
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['list-rate-cards', 'read-hold', 'read-rate-card']);
});

function idsOf(isMeant: (route: Route) => boolean): readonly string[] {
  return guarded
    .filter(isMeant)
    .map(({ id }) => id)
    .toSorted();
}

function pathOf({ path, example }: Route, accountId: string): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => String({ ...example.params, accountId }[name]));
}

/** As IAM compares: a star is anything, slashes included. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
