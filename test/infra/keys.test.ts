/** The API of keys as it is deployed (S37). */

import { beforeAll, expect, test } from 'vitest';
import { deployedRoutes } from '../../infra/deployed-routes.ts';
import { stages } from '../../infra/stages.ts';
import { isForKeys } from '../../shared/contract/routes/route.ts';
import { type Resource, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const routeList = deployedRoutes(stages.prod);

let prod: SynthesizedStack;
beforeAll(() => {
  prod = synthesize(stages.prod);
}, 120_000);

function ofKeys(type: string): readonly Resource[] {
  return prod
    .resources(type)
    .filter(([id]) => id.startsWith('keys/'))
    .map(([, resource]) => resource);
}

test('every route but those that make keys is behind the authorizer, and the contract is anyone’s', () => {
  const authorizers = ofKeys('AWS::ApiGatewayV2::Authorizer');
  const all = ofKeys('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties);
  // The others, which make keys, are of the workloads' API.
  const routes = all.filter(({ AuthorizationType }) => AuthorizationType !== 'AWS_IAM');
  const making = all.filter(({ AuthorizationType }) => AuthorizationType === 'AWS_IAM');
  const byKey = routes.filter(({ AuthorizationType }) => AuthorizationType === 'CUSTOM');
  const open = routes.filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
  const keysOf = (of: typeof routeList): readonly string[] =>
    of.map(({ method, path }) => `${method} ${path}`).toSorted();

  expect(authorizers.length).toBe(1);
  expect(routes.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(keysOf(routeList.filter(isForKeys)));
  expect(making.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(
    keysOf(routeList.filter((route) => !isForKeys(route))),
  );
  expect(open.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(
    keysOf(routeList.filter(({ permission }) => permission === 'anyone')),
  );
  expect(byKey.length + open.length).toBe(routes.length);
  for (const { AuthorizerId } of byKey) expect(AuthorizerId.Ref).toMatch(/^holdersapi/);
});

test('what the authorizer says is kept for half a minute at most, by the header that holds the key', () => {
  const [authorizer] = ofKeys('AWS::ApiGatewayV2::Authorizer');

  expect(authorizer?.Properties).toMatchObject({
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    IdentitySource: ['$request.header.Authorization'],
  });
  expect(authorizer?.Properties.AuthorizerResultTtlInSeconds).toBeLessThanOrEqual(30);
});

test('it shares the functions and throttles of workloads, and can be left out', () => {
  expect(ofKeys('AWS::Lambda::Function').map(({ Properties }) => Properties.Description)).toEqual([
    'Lets holders of API keys in.',
  ]);
  const [stage] = ofKeys('AWS::ApiGatewayV2::Stage');
  expect(Object.keys(stage?.Properties.RouteSettings).toSorted()).toEqual(
    routeList
      .filter((route) => isForKeys(route) && route.weight !== 'usual')
      .map(({ method, path }) => `${method} ${path}`)
      .toSorted(),
  );
  const without = synthesize({ ...stages.dev, without: ['keys'] });
  expect(without.service.keys).toBeUndefined();
  expect(without.resources('AWS::ApiGatewayV2::Authorizer').filter(([id]) => !id.startsWith('dashboard/'))).toEqual([]);
}, 120_000);
