/** The API as it is deployed: the route table, and who may ask for what. */

import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { deployedRoutes } from '../../infra/deployed-routes.ts';
import { type StageSettings, stages } from '../../infra/stages.ts';
import document from '../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { isForKeys, isForPeople, type Route } from '../../shared/contract/routes/route.ts';
import { routeList as allRoutes } from '../../shared/contract/routes/routes.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const routeList = deployedRoutes(stages.prod);

let prod: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
}, 120_000);

describe('the API', () => {
  test('is the route table, and so is its document', () => {
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(routeKeys(prod, /^api\//)).toEqual(routeList.filter(isForKeys).map(keyOf).toSorted());
    // Those that make keys are of the same API, and come with the part that takes them.
    const making = routeList.filter((route) => !isForKeys(route)).map(keyOf);
    expect(routeKeys(prod, /^keys\/making/)).toEqual(making.toSorted());
    // The document has the routes of parts that a stage may leave out, too.
    expect(documented.toSorted()).toEqual(
      [...allRoutes.map(keyOf), ...intakeRouteList.map(({ method, path }) => `${method} ${path}`)].toSorted(),
    );
  });

  test('gives people the routes that some role covers, with a token, and none that uses credits, makes keys or sends news', () => {
    const people = prod.resources('AWS::ApiGatewayV2::Route').filter(([id]) => id.startsWith('dashboard/'));

    expect(routeKeys(prod, /^dashboard\/people/)).toEqual(routeList.filter(isForPeople).map(keyOf).toSorted());
    expect(people.every(([, { Properties }]) => Properties.AuthorizationType === 'JWT')).toBe(true);
    const withheld = /\/(debits|holds\/|reports|standing-usage\/|api-keys|endpoints|api\/v1|v1)/;
    const changing = people
      .map(([, { Properties }]) => String(Properties.RouteKey))
      .filter((key) => !key.startsWith('GET '));
    expect(changing.length).toBeGreaterThan(30);
    expect(changing.filter((key) => withheld.test(key) && !key.endsWith('/reversal'))).toEqual([]);
  });

  test('lets nobody write themselves an account to look at', () => {
    prod.templates['data']?.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    prod.templates['dashboard']?.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ReadAttributes: Match.arrayWith(['custom:accounts']),
      WriteAttributes: ['email'],
      GenerateSecret: false,
    });
  });

  test('takes the tokens of any issuer, and a name of its own, by configuration', () => {
    const stage: StageSettings = {
      ...stages.dev,
      people: {
        kind: 'issuer',
        issuer: 'https://id.example',
        audience: ['dashboard'],
        claim: 'accounts',
        operators: { claim: 'groups', group: 'staff' },
      },
      domain: { name: 'credits.example', certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1' },
    };

    const { templates, resources } = synthesize(stage);

    expect(resources('AWS::Cognito::UserPool')).toEqual([]);
    templates['dashboard']?.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://id.example', Audience: ['dashboard'] },
    });
    templates['api']?.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'credits.example' });
    templates['api']?.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    templates['api']?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          ACCOUNTS_CLAIM: 'accounts',
          OPERATORS_CLAIM: 'groups',
          OPERATORS_GROUP: 'staff',
        }),
      },
    });
  }, 60_000);
});

function keyOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

function routeKeys({ resources }: SynthesizedStack, ids: RegExp): readonly string[] {
  return resources('AWS::ApiGatewayV2::Route')
    .filter(([id]) => ids.test(id))
    .map(([, { Properties }]) => String(Properties.RouteKey))
    .toSorted();
}
