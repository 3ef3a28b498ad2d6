/** Puts routes on an API as the table writes them, each answered by the function of its kind. */
import {
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { type RequestFunction, requestFunctionOf } from '../../shared/contract/routes/request-function.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { acknowledge } from './acknowledge.ts';
import type { ServiceFunction } from './service-function.ts';

export type RequestFunctions = Readonly<Record<RequestFunction, ServiceFunction>>;

/** The routes of an API, and who answers them. @internal */
export interface AddedRoutes {
  readonly api: HttpApi;
  readonly routes: readonly Route[];
  readonly functions: RequestFunctions;
  readonly authorizerOf: (route: Route) => IHttpRouteAuthorizer;
}

/**
 * Adds routes to an API of another stack, as resources of the scope's own: the API's stack has only so much room. None of them has a
 * throttle of its own, which the API's stage would have to know. @internal
 */
export function addRoutesBeside(scope: Construct, { api, routes, functions, authorizerOf }: AddedRoutes): void {
  for (const route of routes) {
    if (route.weight !== 'usual') throw new RangeError(`${route.id} has a throttle of its own`);
    const name = requestFunctionOf(route);
    new HttpRoute(scope, route.id, {
      httpApi: api,
      routeKey: HttpRouteKey.with(route.path, HttpMethod[route.method]),
      integration: new HttpLambdaIntegration(`${route.id}-integration`, functions[name].target, {
        scopePermissionToRoute: false,
      }),
      authorizer: authorizerOf(route),
    });
  }
}

/** Adds each route once, and one integration for each function. @internal */
export function addRoutes({ api, routes, functions, authorizerOf }: AddedRoutes): readonly HttpRoute[] {
  const integrations = new Map<RequestFunction, HttpLambdaIntegration>();
  const integrationOf = (name: RequestFunction): HttpLambdaIntegration => {
    const known = integrations.get(name);
    if (known !== undefined) return known;
    // One right for each function to be called by this API, not one for each route: the stack has only so much room.
    const made = new HttpLambdaIntegration(`${name}-integration`, functions[name].target, {
      scopePermissionToRoute: false,
    });
    integrations.set(name, made);
    return made;
  };
  return routes.flatMap((route) => {
    const added = api.addRoutes({
      path: route.path,
      methods: [HttpMethod[route.method]],
      integration: integrationOf(requestFunctionOf(route)),
      authorizer: authorizerOf(route),
    });
    if (route.permission === 'anyone') for (const each of added) acknowledge(each, 'AwsSolutions-APIG4');
    return added;
  });
}
