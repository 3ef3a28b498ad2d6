/** The pages for readers list what there is, and nothing else (S32). That deployed routes are the documented ones: test/infra. */
import { expect, test } from 'vitest';
import { matchRoute } from '../../infra/local/gateway.ts';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { pages } from '../support/documents/readme.ts';

/** The local service's own, absent from anything deployed. */
/** Addresses that are none of the API: those of the local service, and those that payment providers call. */
const notOfTheApi = /^\/(local|webhooks)\//;

test('no README names a route that there isn’t', () => {
  const all = pages.map(({ text }) => text).join('\n');
  const named = [...all.matchAll(/\b(GET|PUT|POST|DELETE) (\/[\w./{}-]*)/g)].flatMap(([, method = '', path = '']) =>
    notOfTheApi.test(path) ? [] : [{ method, path: path.replace(/\.$/, '') }],
  );

  expect(named.length).toBeGreaterThan(0);
  for (const { method, path } of named)
    expect(matchRoute([...routeList, ...intakeRouteList], method, path), `${method} ${path}`).toMatchObject({
      kind: 'route',
    });
});

test('no two routes answer the same request, and none is left over from a former version', () => {
  const shapes = routeList.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(shapes).size).toBe(shapes.length);
  expect(shapes.filter((shape) => /\/v\d|deprecated|legacy|debug/i.test(shape))).toEqual([]);
});
