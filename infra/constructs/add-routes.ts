/** Puts routes on an API as the table writes them, each answered by the function of its kind. */
import { type HttpApi, HttpMethod, type HttpRoute, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
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
